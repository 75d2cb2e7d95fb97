namespace Diglot.Formats;

/// <summary>What is wrong with a file, coarse enough to decide on and to test for.</summary>
public enum FileFault
{
    /// <summary>Damaged, cut short, or its parts do not fit together.</summary>
    Corrupt,

    /// <summary>A field holds a value that the format does not allow.</summary>
    Invalid,

    /// <summary>A size, count or depth is beyond what a real model file has; refused before it is allocated.</summary>
    Limit,

    /// <summary>The file names code to be run. Nothing is ever run; the message names the function or class.</summary>
    RefusedCode,

    /// <summary>A sound file of another kind than asked for.</summary>
    WrongFormat,

    /// <summary>A link or external storage that leads out of the file, or in a circle.</summary>
    UnsafeLink,

    /// <summary>An archive entry or shard whose path leads out of its folder.</summary>
    UnsafePath,

    /// <summary>Configuration text, or a value in it, is invalid.</summary>
    BadConfig,

    /// <summary>The described layer graph is broken.</summary>
    BadGraph,

    /// <summary>Stored weights do not fit the configuration.</summary>
    WeightsMismatch,

    /// <summary>A class that this reader does not know, named in the message.</summary>
    UnknownClass,

    /// <summary>Well-formed, but uses a feature that this reader does not support, named in the message.</summary>
    Unsupported,
}
