using System.Globalization;
using Diglot.Formats.Hdf5;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Hdf5;

/// <summary>Structures that Keras does not write but h5py can: every chunk index, filter and dense storage, read against what h5py put in.</summary>
public sealed class H5pyIndexTests : IDisposable
{
    // arange(n) + 1 in every array, so that the values follow from the shape alone.
    private const string Make = """
        import h5py, numpy as np, sys
        def fill(shape, dtype='<f4'): return (np.arange(np.prod(shape, dtype=int)) % 251 + 1).reshape(shape).astype(dtype)
        path = sys.stdin.read().strip()
        for libver in ('earliest', 'latest'):
            with h5py.File(path + '/' + libver + '.h5', 'w', libver=libver) as f:
                def put(n, shape, **k):
                    d = f.create_dataset(n, shape, k.pop('dtype', '<f4'), **k); d[...] = fill(shape, d.dtype); return d
                put('single', (5, 7), chunks=(5, 7)); put('single_gzip', (5, 7), chunks=(5, 7), compression='gzip')
                put('fixed', (37, 23), chunks=(5, 4)); put('fixed_gzip', (37, 23), chunks=(5, 4), compression='gzip', shuffle=True)
                put('fixed_paged', (3000, 3), chunks=(1, 2)); put('fixed_paged_gzip', (3000, 3), chunks=(1, 2), compression='gzip')
                put('extensible', (37, 23), chunks=(5, 4), maxshape=(None, 23)); put('extensible_second', (6, 230), chunks=(5, 4), maxshape=(6, None))
                put('extensible_gzip', (37, 23), chunks=(5, 4), maxshape=(None, 23), compression='gzip')
                put('extensible_large', (9000, 2), chunks=(1, 2), maxshape=(None, 2)); put('extensible_room', (20, 6), chunks=(2, 2), maxshape=(None, 40))
                put('tree', (37, 23), chunks=(5, 4), maxshape=(None, None)); put('tree_gzip', (37, 23), chunks=(5, 4), maxshape=(None, None), compression='gzip', fletcher32=True)
                put('tree_large', (300, 200), chunks=(3, 2), maxshape=(None, None)); put('fixed_room', (7, 9), chunks=(2, 2), maxshape=(20, 30))
                put('lzf', (40, 30), chunks=(40, 30), compression='lzf', shuffle=True); put('fletcher_gzip', (11, 3), chunks=(4, 3), compression='gzip', fletcher32=True)
                put('rank5', (2, 3, 4, 3, 5), chunks=(1, 2, 3, 2, 2)); put('rank1', (1000,), chunks=(7,), compression='gzip')
                put('be_i2', (9,), dtype='>i2'); put('be_f8_chunked', (9, 9), dtype='>f8', chunks=(4, 4)); put('u8', (4,), dtype='<u8'); put('f2', (4,), dtype='>f2')
                p = h5py.h5p.create(h5py.h5p.DATASET_CREATE); p.set_chunk((2, 3)); p.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
                s = h5py.h5d.create(f.id, b'implicit', h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((5, 7)), p); h5py.Dataset(s)[...] = fill((5, 7))
                p = h5py.h5p.create(h5py.h5p.DATASET_CREATE); p.set_layout(h5py.h5d.COMPACT)
                s = h5py.h5d.create(f.id, b'compact', h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((3, 5)), p); h5py.Dataset(s)[...] = fill((3, 5))
                f['bools'] = np.array([True, False, True]); f['scalar'] = np.float32(1); f['empty'] = h5py.Empty('f4'); f['text'] = ['a', 'bc', 'dé']
                f['shrunk'] = 1.0; del f['shrunk']; d = put('shrunk', (10, 10), chunks=(3, 3), maxshape=(None, None)); d.resize((4, 5)); d[...] = fill((4, 5))
                d = f.create_dataset('grown', (4,), '<f4', chunks=(2,), maxshape=(None,), fillvalue=9); d[...] = 9; d.resize((9,))
                g = f.create_group('many')
                for i in range(700): g['member%d' % i] = np.float32(i)
                g = f.create_group('ordered', track_order=True)
                for n in 'zebra', 'apple', 'mango': g[n] = 1
                for i in range(60): g['more%02d' % (59 - i)] = i
                g = f.create_group('attributes')
                for i in range(300): g.attrs['a%d' % i] = 'value %d' % i
                if libver == 'latest': g.attrs['huge'] = np.arange(70000, dtype='<i4'); g.attrs['large'] = np.arange(9000, dtype='<i4')
                g.attrs['none'] = h5py.Empty('f4'); g.attrs['bool'] = True; g.attrs['fixed'] = np.array([b'ab', b'c']); g.attrs['ünï'] = 'çode'
                f['soft'] = h5py.SoftLink('/many/member3'); f['softgroup'] = h5py.SoftLink('many'); f['hard'] = f['fixed']
                f['dangling'] = h5py.SoftLink('/nowhere'); f['outside'] = h5py.ExternalLink('/etc/passwd', '/x')
                f['named'] = np.dtype('<f8'); f.create_dataset('typed', (3,), f['named'])[...] = fill((3,)); g.attrs.create('typed', 2.5, dtype=f['named'])
                f['compound'] = np.zeros(3, dtype=[('r', '<f4'), ('i', '<f4')])
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("diglot").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Everything_is_read_when_h5py_wrote_it_in_the_old_and_in_the_newest_way()
    {
        SystemPython.RunOn(_folder, "h5py", Make);
        foreach (var version in new[] { "earliest", "latest" })
        {
            var root = Hdf5Reader.Read(Path.Combine(_folder, $"{version}.h5"));
            CheckArrays(root, version);
            CheckGroups(root);
            CheckAttributes(root.Group("attributes"), version);
            CheckLinks(root);
        }
    }

    private static void CheckArrays(Hdf5Group root, string version)
    {
        string[] others = ["bools", "scalar", "empty", "text", "grown", "dangling", "outside", "soft", "named", "compound"];
        foreach (var name in root.Names.Except(others))
        {
            if (root[name] is Hdf5Dataset { Data: var data })
            {
                Assert.True(Enumerable.Range(0, (int)data.Length).Select(static i => (double)((i % 251) + 1)).SequenceEqual(data.ToDoubles()), $"{version} {name}");
            }
        }

        Assert.Equal([1, 0, 1], root.Dataset("bools").Data.Bytes());
        Assert.Equal([1f], root.Dataset("scalar").Data.Values<float>());
        Assert.Null(root.Dataset("empty").Value.Shape);
        Assert.Equal(["a", "bc", "dé"], root.Dataset("text").Value.Texts);
        Assert.Equal(Enumerable.Repeat(9f, 9), root.Dataset("grown").Data.Values<float>());
        Assert.Equal(FileFault.Unsupported, Assert.Throws<FileFormatException>(() => root.Dataset("compound").Data).Kind);
    }

    private static void CheckGroups(Hdf5Group root)
    {
        var many = root.Group("many");
        Assert.Equal(700, many.Names.Count);
        for (var i = 0; i < 700; i++)
        {
            Assert.Equal([(float)i], many.Dataset($"member{i.ToString(CultureInfo.InvariantCulture)}").Data.Values<float>());
        }

        Assert.Equal(63, root.Group("ordered").Names.Count);
        Assert.Equal(["zebra", "apple", "mango", "more59"], root.Group("ordered").Names.Take(4));
    }

    private static void CheckAttributes(Hdf5Group group, string version)
    {
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal($"value {i}", group.Attributes[$"a{i}"].Text);
        }

        Assert.Null(group.Attributes["none"].Shape);
        Assert.Equal([1], group.Attributes["bool"].Numbers.Bytes());
        Assert.Equal(["ab", "c"], group.Attributes["fixed"].Texts);
        Assert.Equal("çode", group.Attributes["ünï"].Text);
        Assert.Equal([2.5], group.Attributes["typed"].Numbers.Values<double>());
        if (version == "latest")
        {
            Assert.Equal(Enumerable.Range(0, 70000), group.Attributes["huge"].Numbers.Values<int>());
            Assert.Equal(Enumerable.Range(0, 9000), group.Attributes["large"].Numbers.Values<int>());
        }
    }

    private static void CheckLinks(Hdf5Group root)
    {
        Assert.Equal([3f], root.Dataset("soft").Data.Values<float>());
        Assert.Equal([4f], root.Dataset("softgroup/member4").Data.Values<float>());
        Assert.Equal(root.Dataset("fixed").Data.Bytes(), root.Dataset("hard").Data.Bytes());
        Assert.Equal(FileFault.Corrupt, Assert.Throws<FileFormatException>(() => root["dangling"]).Kind);
        var outside = Assert.Throws<FileFormatException>(() => root["outside"]);
        Assert.Equal(FileFault.UnsafeLink, outside.Kind);
        Assert.Contains("/etc/passwd", outside.Message, StringComparison.Ordinal);
    }
}
