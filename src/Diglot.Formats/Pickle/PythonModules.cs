using System.Collections.Frozen;

namespace Diglot.Formats.Pickle;

/// <summary>Which Python modules a pickle may name things from. Names are only ever kept as text, yet a file that names these was made to do harm or by mistake.</summary>
internal static class PythonModules
{
    /// <summary>Python's standard library (versions 2 and 3) without the modules whose classes are plain data.</summary>
    private static readonly FrozenSet<string> Standard = Set(
        """
        Bastion Queue SocketServer StringIO _aix_support _bootsubprocess _ctypes _frozen_importlib _imp _io _osx_support _pickle
        _posixsubprocess _pyio _sitebuiltins _socket _testcapi _thread _winapi _winreg aifc antigravity array ast asynchat asyncio
        asyncore atexit audioop base64 bdb binascii bisect bz2 cPickle cProfile cStringIO calendar ce cgi cgitb chunk cmath cmd code
        codecs codeop colorsys commands compileall concurrent configparser contextlib contextvars copy crypt csv ctypes curses dbm difflib
        dis distutils dl doctest dummy_thread email encodings ensurepip errno exceptions faulthandler fcntl filecmp fileinput fnmatch
        ftplib gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http httplib idlelib ihooks imaplib
        imghdr imp importlib imputil inspect io jarray java json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal md5
        mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc new nis nntplib nt ntpath nturl2path opcode operator optparse os
        os2 ossaudiodev pdb pickle pickletools pipes pkgutil platform plistlib popen2 poplib posix posixfile posixpath pprint profile
        pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri re readline reprlib resource rexec rlcompleter runpy sched
        secrets select selectors sha shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile
        sre_constants sre_parse ssl stat statistics stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile
        telnetlib tempfile termios textwrap this thread threading timeit tkinter token tokenize tomllib trace traceback tracemalloc tty
        turtle turtledemo unicodedata unittest urllib urllib2 urlparse user uu venv warnings wave weakref webbrowser winreg winsound
        wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib
        """);

    /// <summary>Well-known other modules that run code or commands.</summary>
    private static readonly FrozenSet<string> Running = Set(
        """
        pip setuptools pkg_resources numpy.testing numpy.f2py numpy.distutils torch.hub torch.utils.cpp_extension torch.package torch.utils.bottleneck
        torch.utils.collect_env torch.distributed torch.multiprocessing IPython cloudpickle dill joblib cffi pyximport Cython sh fabric invoke paramiko pexpect psutil nose pytest _pytest numba
        """);

    /// <summary>Modules that, reached through another module's attribute (<c>torch.serialization.os</c>), give code to run.</summary>
    private static readonly FrozenSet<string> Reaching = Set(
        "os sys subprocess posix nt builtins __builtin__ importlib shutil socket ctypes pty runpy pickle _pickle marshal types inspect code codeop pdb eval exec compile open");

    /// <summary>Names of builtins that are plain data or whose call is understood here.</summary>
    private static readonly FrozenSet<string> Builtins = Set(
        "bool bytearray bytes complex dict float frozenset getattr int list long object range set slice str tuple unicode xrange NoneType Ellipsis NotImplemented");

    private static readonly FrozenSet<string> Functools = Set("partial");

    private static readonly FrozenSet<string> Types = Set("SimpleNamespace MappingProxyType NoneType");

    private static readonly FrozenSet<string> Random = Set("Random");

    /// <summary>Whether a pickle may name this class or function (as data, never to be called).</summary>
    public static bool MayName(string module, string name)
    {
        var parts = name.Split('.');
        if (parts.Any(static part => Reaching.Contains(part) || part.StartsWith("__", StringComparison.Ordinal) && !part.EndsWith("_ctor", StringComparison.Ordinal)))
        {
            return false;
        }

        var root = module.Split('.')[0];
        return root switch
        {
            "builtins" or "exceptions" => Builtins.Contains(name) || (name.Length > 0 && char.IsAsciiLetterUpper(name[0])),
            "functools" => Functools.Contains(name),
            "types" => Types.Contains(name),
            "random" => Random.Contains(name),
            _ => !Standard.Contains(root) && !Prefixes(module).Any(Running.Contains),
        };
    }

    /// <summary>Whether all that may be named in a module is plain data, whatever the first letter of its name.</summary>
    public static bool IsPlainData(string module) => module is "datetime" or "collections" or "functools" or "itertools" or "types";

    private static IEnumerable<string> Prefixes(string module)
    {
        for (var dot = module.IndexOf('.'); dot >= 0; dot = module.IndexOf('.', dot + 1))
        {
            yield return module[..dot];
        }

        yield return module;
    }

    private static FrozenSet<string> Set(string names) => names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
