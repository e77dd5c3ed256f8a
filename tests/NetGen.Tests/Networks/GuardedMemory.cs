using System;
using System.Runtime.InteropServices;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Memory with nothing behind it: who reads or writes one byte too many ends the process. For systems with mmap.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int Pages = 64;
    private const int None = 0;
    private const int ReadAndWrite = 3;
    private const int Private = 2;
    private static readonly int Anonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
    private readonly nint _start;
    private readonly int _length = Pages * Environment.SystemPageSize;

    public GuardedMemory()
    {
        _start = Map(0, _length + Environment.SystemPageSize, ReadAndWrite, Private | Anonymous, -1, 0);
        Assert.NotEqual(-1, _start);
        Assert.Equal(0, Protect(_start + _length, Environment.SystemPageSize, None));
    }

    public static bool IsSupported => !OperatingSystem.IsWindows();

    /// <summary>The last values of the memory.</summary>
    public Span<T> Last<T>(int count)
        where T : unmanaged
    {
        Assert.InRange(count * sizeof(T), 0, _length);
        return new Span<T>((void*)(_start + _length - (count * sizeof(T))), count);
    }

    public void Dispose() => Assert.Equal(0, Unmap(_start, _length + Environment.SystemPageSize));

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nint length);
}
