using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks;

/// <summary>
/// Seconds of this thread on the processor where the system tells (Linux), as the peers measure: what other processes take on a shared machine does not count.
/// Elsewhere wall time.
/// </summary>
internal static class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static double Now
    {
        get
        {
            if (OperatingSystem.IsLinux() && Read(ThreadCpuTime, out Time time) == 0)
            {
                return time.Seconds + (time.Nanoseconds * 1e-9);
            }

            return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Read(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
