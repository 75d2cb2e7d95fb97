using Diglot.Formats.Hdf5;
using Diglot.Formats.KerasArchive;

namespace Diglot.Formats.KerasH5;

/// <summary>Weights that Keras 3 stored in several HDF5 files (<c>save_weights('….weights.json', max_shard_size=…)</c>).</summary>
public static class KerasShards
{
    /// <summary>All variables of all shards by their paths.</summary>
    /// <param name="path">The index, <c>….weights.json</c>.</param>
    /// <exception cref="FileFormatException">The index or a shard is damaged or missing, or two shards hold the same variable.</exception>
    public static OrderedDictionary<string, TensorData> Read(string path)
    {
        var index = ShardIndex.Read(path);
        var all = new SortedDictionary<string, TensorData>(PathOrder.Instance);
        foreach (var file in index.Files)
        {
            foreach (var (name, data) in KerasVariables.All(Hdf5Reader.Read(index.PathOf(file))))
            {
                if (!all.TryAdd(name, data))
                {
                    throw new FileFormatException(FileFault.Corrupt, "Each variable is in one shard", $"'{name}', shard '{file}'", file: path);
                }
            }
        }

        return new(all);
    }
}
