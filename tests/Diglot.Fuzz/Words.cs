using System.Text;

namespace Diglot.Fuzz;

/// <summary>Byte sequences that mean something in a format; mutations put them anywhere.</summary>
internal static class Words
{
    public static byte[][] Pickle { get; } =
    [
        .. Each("(", ")", "}", "]", "t", "l", "d", "0", "1", "2", "N", "R", "b", "u", "s", "a", "e", "Q", "\x81", "\x85", "\x86", "\x87", "\x88", "\x89", "\x8f", "\x90", "\x91", "\x92", "\x93", "\x94", "."),
        .. Each("q\0", "q\x01", "h\0", "h\x01", "j\0\0\0\0", "r\xff\xff\xff\xff", "K\0", "K\xff", "M\xff\xff", "J\xff\xff\xff\xff", "J\xff\xff\xff\x7f", "\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f", "\x8a\x09\0\0\0\0\0\0\0\x80\0"),
        .. Each("\x8b\xff\xff\xff\x7f", "X\xff\xff\xff\xff", "B\xff\xff\xff\x7f", "\x8d\xff\xff\xff\xff\xff\xff\xff\x7f", "G\x7f\xf0\0\0\0\0\0\0", "I1\n", "I01\n", "L1L\n", "F1e999\n", "S'a'\n", "Va\\ud800\n", "g0\n", "p0\n", "P0\n", "\x80\x02", "\x95\0\0\0\0\0\0\0\0"),
        .. Each("ctorch._utils\n_rebuild_tensor_v2\n", "ctorch._utils\n_rebuild_parameter\n", "ctorch._utils\n_rebuild_qtensor\n", "ctorch._utils\n_rebuild_sparse_tensor\n", "ctorch\nFloatStorage\n", "ctorch\nSize\n", "ctorch\nfloat32\n", "ctorch.storage\n_load_from_bytes\n"),
        .. Each("ccollections\nOrderedDict\n", "ccollections\ndefaultdict\n", "c__builtin__\nset\n", "c__builtin__\nslice\n", "c__builtin__\nxrange\n", "c__builtin__\ncomplex\n", "c_codecs\nencode\n", "cnumpy.core.multiarray\n_reconstruct\n", "cnumpy\nndarray\n", "cnumpy\ndtype\n", "cnumpy.core.multiarray\nscalar\n"),
    ];

    public static byte[][] Json { get; } = Each(
        "{", "}", "[", "]", "null", "true", "-1", "1e999", "NaN", "9223372036854775808", "18446744073709551615", "\"\\ud800\"", "\"class_name\"", "\"config\"", "\"shape\"", "\"dtype\"", "\"data_offsets\"", "\"F32\"", "\"F8_E4M3\"",
        "\"__metadata__\"", "\"\"", "\"module\"", "\"registered_name\"", "\"weight_map\"", "\xef\xbb\xbf");

    public static byte[][] Hdf5 { get; } = Each(
        "TREE", "SNOD", "HEAP", "OHDR", "OCHK", "GCOL", "FRHP", "FHDB", "FHIB", "BTHD", "BTLF", "BTIN", "FAHD", "FADB", "EAHD", "EAIB", "EASB", "EADB", "FSHD", "SMTB", "\x89HDF\r\n\x1a\n", "\xff\xff\xff\xff\xff\xff\xff\xff",
        "\x01\0\0\0\0\0\0\0", "\x08\0\0\0", "\x11\0\x10\0", "\x10\0\x10\0", "\x0c\0", "\x0b\0", "\x03\0", "\x01\0");

    public static byte[][] Numpy { get; } = [.. Each("'descr'", "'shape'", "'fortran_order'", "True", "False", "(", ")", ",", "'<f4'", "'>c16'", "'<U1'", "'|S0'", "'|O'", "'<U99999999'", "99999999999", "-1", "0", "(0,)", "\x93NUMPY"), .. Pickle];

    public static byte[][] Onnx { get; } = Each(
        "\x0a\0", "\x12\0", "\x2a\0", "\x32\0", "\x3a\0", "\x4a\0", "\x4a\x08", "\x08\x01", "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "\x10\x01", "\x10\x16", "\x10\x17", "\x22\x04", "\x70\x01", "\x6a\x14\x0a\x08location\x12\x08../a.bin",
        "\xff\xff\xff\xff\x0f", "\xff\xff\xff\xff\xff\xff\xff\xff\x7f", "then_branch", "\x0b", "\x0c", "\x0d", "\x09");

    private static byte[][] Each(params string[] words) => Array.ConvertAll(words, Encoding.Latin1.GetBytes);
}
