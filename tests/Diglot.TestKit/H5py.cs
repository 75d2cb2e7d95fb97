namespace Diglot.TestKit;

/// <summary>Files compared through h5py, as Keras reads them.</summary>
public static class H5py
{
    private const string Compare = """
        import h5py, io, json, numpy as np, sys, zipfile
        def open_(p):
            if p.endswith('.keras'): return h5py.File(io.BytesIO(zipfile.ZipFile(p).read('model.weights.h5')), 'r')
            return h5py.File(p, 'r')
        def describe(o):
            r = {}
            for k in o.attrs:
                a = h5py.h5a.open(o.id, k.encode()); t = a.get_type()
                v = o.attrs[k]
                r['@' + k] = (str(a.dtype), t.get_class(), t.get_cset() if t.get_class() == h5py.h5t.STRING else None, a.shape, json.loads(v) if k in sys.argv[1:] else np.asarray(v).tolist())
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
                p, q = x.get(k) or {}, y.get(k) or {}
                i = next((i for i in sorted(p.keys() | q.keys()) if p.get(i) != q.get(i)), '')
                print(a, k, i, *('\n' + str(v.get(i, 'absent'))[:2000] for v in (p, q)))
        """;

    /// <summary>
    /// A line for each pair of files (HDF5, or <c>.keras</c> archives of it) whose trees differ: groups, attributes (type, character set, shape, value),
    /// arrays (shape, type, chunks, values). Skips the test where h5py is not installed. Attributes in <paramref name="json"/> are compared as JSON, not by their text.
    /// </summary>
    public static string Differences(IEnumerable<(string Expected, string Written)> pairs, params string[] json)
        => SystemPython.RunOn(string.Join('\n', pairs.Select(static pair => $"{pair.Expected}\t{pair.Written}")), "h5py", Compare, json);
}
