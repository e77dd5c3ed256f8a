using BenchmarkDotNet.Running;
using NetGen.Benchmarks;

if (args is ["--quick"])
{
    Quick.Run();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Tiny1).Assembly).Run(args);
}
