using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;
using Diglot.Formats.KerasH5;
using Diglot.TestKit;
using Xunit;

namespace Diglot.Formats.Tests.Hdf5;

/// <summary>Files written here, opened with h5py beside those that Keras wrote.</summary>
public sealed class H5pyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diglot").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("keras-models")]
    [InlineData("keras-legacy")]
    public void Files_have_the_same_tree_as_Keras_wrote_when_they_are_written_again(string kind)
    {
        var pairs = new List<(string, string)>();
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

            pairs.Add((golden, written));
        }

        Assert.True(pairs.Count > 50);
        Assert.Equal("", H5py.Differences(pairs));
    }

    [Fact]
    public void Tree_is_the_same_when_any_HDF5_file_is_written_again()
    {
        var pairs = new List<(string, string)>();
        foreach (var golden in Directory.GetFiles(Path.Combine(Repository.Golden, "hdf5-oddities"), "*.h5").Where(static file => Path.GetFileName(file) is "plain.h5" or "float16.h5" or "vlen_attributes.h5" or "model_config_bytes.h5" or "split_weight_names.h5" or "scalars.h5" or "latest.h5" or "userblock.h5"))
        {
            var written = Path.Combine(_folder, Path.GetFileName(golden));
            Hdf5Writer.Write(written, Hdf5Reader.Read(golden));
            pairs.Add((golden, written));
        }

        Assert.Equal("", H5py.Differences(pairs));
    }
}
