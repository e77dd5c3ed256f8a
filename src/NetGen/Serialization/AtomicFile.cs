using System;
using System.IO;

namespace NetGen.Serialization;

/// <summary>
/// A file that appears complete or not at all: written under a temporary name in the folder of the target, brought to the disk, then moved over the target.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _target;
    private readonly string _temporary;
    private readonly FileStream _stream;
    private bool _moved;

    public AtomicFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _target = Path.GetFullPath(path);
        string? folder = Path.GetDirectoryName(_target);
        if (!Directory.Exists(folder))
        {
            // The system's message would name the temporary file.
            throw new DirectoryNotFoundException($"There is no folder '{folder}' to save '{path}' in.");
        }

        _temporary = $"{_target}.{Path.GetRandomFileName()}.tmp";
        _stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Where the content goes.</summary>
    public Stream Stream => _stream;

    /// <summary>Replaces the target. Without this call the target stays as it was.</summary>
    public void Commit()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_temporary, _target, overwrite: true);
        _moved = true;
    }

    public void Dispose()
    {
        try
        {
            // Closing a file on a full disk can throw; the temporary file must go all the same.
            _stream.Dispose();
        }
        finally
        {
            if (!_moved)
            {
                File.Delete(_temporary);
            }
        }
    }
}
