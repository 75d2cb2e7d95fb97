using System.Text;
using Diglot.Formats;
using Diglot.Formats.Numpy;
using Diglot.Tensors;

namespace Diglot.Fuzz;

/// <summary>Small .npy and .npz files: golden has none.</summary>
internal static class NumpySeeds
{
    public static IEnumerable<byte[]> All()
    {
        var data = new MemoryTensorData(DType.Float32, [2, 3], new byte[24]);
        var stream = new MemoryStream();
        NpzWriter.Write(stream, [new("a", data), new("b", new MemoryTensorData(DType.Int64, [], new byte[8]))]);
        yield return stream.ToArray();
        foreach (var (type, size) in new[] { ("<f4", 4), (">f8", 8), ("|b1", 1), ("<U2", 8), ("|S3", 3), ("<c8", 8), ("<M8[ns]", 8), ("|V2", 2), ("|O", 8) })
        {
            foreach (var order in new[] { "True", "False" })
            {
                yield return Npy(1, $"{{'descr': '{type}', 'fortran_order': {order}, 'shape': (2, 3), }}\n", 6 * size);
            }
        }

        yield return Npy(2, "{'descr': [('x', '<f4'), ('y', '<i8', (2,))], 'fortran_order': False, 'shape': (1,), }\n", 20);
        yield return Npy(3, "{'shape': (), 'fortran_order': False, 'descr': '<f2'}\n", 2);
    }

    private static byte[] Npy(byte version, string header, int length)
    {
        var size = version == 1 ? BitConverter.GetBytes((ushort)header.Length) : BitConverter.GetBytes(header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. size, .. Encoding.UTF8.GetBytes(header), .. new byte[length]];
    }
}
