using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Hdf5;

/// <summary>Files written here, opened with h5py beside those that Keras wrote.</summary>
public sealed class H5pyTests : IDisposable
{
    // Prints each pair of files whose trees differ: groups, attributes (type, character set, shape, value), arrays.
    private const string Compare = """
        import h5py, io, numpy as np, sys, zipfile
        def open_(p):
            if p.endswith('.keras'): return h5py.File(io.BytesIO(zipfile.ZipFile(p).read('model.weights.h5')), 'r')
            return h5py.File(p, 'r')
        def describe(o):
            r = {}
            for k in o.attrs:
                a = h5py.h5a.open(o.id, k.encode()); t = a.get_type()
                v = o.attrs[k]
                r['@' + k] = (str(a.dtype), t.get_class(), t.get_cset() if t.get_class() == h5py.h5t.STRING else None, a.shape, np.asarray(v).tolist())
            if isinstance(o, h5py.Dataset): r['='] = (o.shape, str(o.dtype), o.chunks, np.asarray(o[()]).tobytes())
            return r
        def tree(f):
            t = {'/': describe(f)}
            f.visititems(lambda n, o: t.__setitem__(n, describe(o)))
            return t
        for line in sys.stdin.read().split('\n'):
            if not line: continue
            a, b = line.split('\t')
            x, y = tree(open_(a)), tree(open_(b))
            if x != y:
                k = next(k for k in sorted(x.keys() | y.keys()) if x.get(k) != y.get(k))
                print(a, k, str(x.get(k))[:300], str(y.get(k))[:300])
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("diglot").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("keras-models")]
    [InlineData("keras-legacy")]
    public void Files_have_the_same_tree_as_Keras_wrote_when_they_are_written_again(string kind)
    {
        Python.SkipWithout("h5py");
        var pairs = new List<string>();
        foreach (var golden in Directory.GetFiles(Path.Combine(Repository.Golden, kind), "*", SearchOption.AllDirectories))
        {
            var written = Path.Combine(_folder, $"{pairs.Count}{Path.GetExtension(golden)}");
            switch (Path.GetExtension(golden))
            {
                case ".h5":
                    KerasH5Writer.Write(written, KerasH5Reader.Read(golden));
                    break;
                case ".keras":
                    KerasArchiveWriter.Write(written, KerasArchiveReader.Read(golden));
                    break;
                default:
                    continue;
            }

            pairs.Add($"{golden}\t{written}");
        }

        Assert.True(pairs.Count > 50);
        Assert.Equal("", Python.Run(Compare, string.Join('\n', pairs)));
    }

    [Fact]
    public void Tree_is_the_same_when_any_HDF5_file_is_written_again()
    {
        Python.SkipWithout("h5py");
        var pairs = new List<string>();
        foreach (var golden in Directory.GetFiles(Path.Combine(Repository.Golden, "hdf5-oddities"), "*.h5").Where(static file => Path.GetFileName(file) is "plain.h5" or "float16.h5" or "vlen_attributes.h5" or "model_config_bytes.h5" or "split_weight_names.h5" or "scalars.h5" or "latest.h5" or "userblock.h5"))
        {
            var written = Path.Combine(_folder, Path.GetFileName(golden));
            Hdf5Writer.Write(written, Hdf5Reader.Read(golden));
            pairs.Add($"{golden}\t{written}");
        }

        Assert.Equal("", Python.Run(Compare, string.Join('\n', pairs)));
    }
}
