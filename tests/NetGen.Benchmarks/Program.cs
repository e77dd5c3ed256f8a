using System;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NetGen.Benchmarks;

switch (args)
{
    case ["--quick"]:
        Quick.Run();
        break;
    case ["--denormals"]:
        Denormals.Run();
        break;
    case ["--cold"]:
        Cold.Run();
        break;
    case ["--threads"]:
        Threads.Run();
        break;
    case ["--peak"]:
        Peak.Run();
        break;
    case ["--features"]:
        Features.Run();
        break;
    case ["--precision"]:
        PrecisionGain.Run();
        break;
    case ["--sweep"]:
        Sweep.Run();
        break;
    case ["--generator"]:
        GeneratorSpeed.Run();
        break;
    case ["--solution"]:
        Solution.Run();
        break;
    case ["--table", string path]:
        new ResultTable(path).Print(Console.Out);
        break;
    default:
        // In this process: the build of a project per benchmark would need the repo's settings once more.
        ManualConfig config = ManualConfig.Create(DefaultConfig.Instance).AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromAssembly(typeof(Tiny1).Assembly).Run(args, config);
        break;
}
