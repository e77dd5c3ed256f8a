using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using NetGen.CheckpointHost;
using NetGen.Tests.Serialization;
using Xunit;

namespace NetGen.Tests.Training;

public sealed class KilledProcessTests
{
    private const int Kills = 15;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>A child trains and writes a checkpoint after each epoch; it is killed at any moment, and the next child goes on.</summary>
    [Fact]
    public void AKilledProcess_LeavesAWholeCheckpointOfTheUninterruptedTraining()
    {
        using TemporaryFolder folder = new();
        string path = folder["run.checkpoint"];
        Xoshiro256 random = new(7);
        int epochs = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process child = Start(path);
            try
            {
                // The child has to get on, so that kills meet it while it writes and not while it starts.
                WaitForAWrite(child, path);
                Thread.Sleep(random.NextInt(40));
            }
            finally
            {
                child.Kill();
                child.WaitForExit();
            }

            TrainingResult resumed = HostTraining.Run(int.MaxValue, new Checkpoint(path) { Resume = true }, new CancellationToken(canceled: true)).Result;
            Assert.True(resumed.History.Count > epochs, $"After kill {kill} there are {resumed.History.Count} epochs, before {epochs}.");
            epochs = resumed.History.Count;
        }

        (HostNet network, TrainingResult result) = HostTraining.Run(epochs + 2, new Checkpoint(path) { Resume = true });
        (HostNet uninterrupted, TrainingResult expected) = HostTraining.Run(epochs + 2, checkpoint: null);
        Assert.Equal(uninterrupted.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.Equal(expected.History.Select(Timeless), result.History.Select(Timeless));

        static EpochReport Timeless(EpochReport report) => report with { Elapsed = default };
    }

    private static Process Start(string path) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NetGen.CheckpointHost.dll"), path]))!;

    private static void WaitForAWrite(Process child, string path)
    {
        DateTime before = File.GetLastWriteTimeUtc(path);
        Stopwatch watch = Stopwatch.StartNew();
        while (File.GetLastWriteTimeUtc(path) == before)
        {
            Assert.False(child.HasExited, "The child process ended by itself.");
            Assert.True(watch.Elapsed < Limit, "The child process wrote no checkpoint.");
            Thread.Sleep(1);
        }
    }
}
