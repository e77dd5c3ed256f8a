using System;
using System.Threading;
using NetGen.Tests.Networks;
using NetGen.Tests.Training;
using Xunit;

namespace NetGen.Tests.Minimizers;

[Trait("Category", "Functional")]
public sealed class MinimizerTests
{
    private static readonly float[] XorInputs = [0f, 0f, 0f, 1f, 1f, 0f, 1f, 1f];
    private static readonly float[] XorTargets = [0f, 1f, 1f, 0f];

    public static TheoryData<string> Methods => ["SteepestDescent", "ConjugateGradient", "LBFGS"];

    [Theory]
    [MemberData(nameof(Methods))]
    public void EveryStep_LowersTheLoss_UpToItsRounding(string method)
    {
        foreach (string name in (string[])["tanh_2_4_1", "gelu_17_33_10", "mixed_5_12_9_20_7_6", "silu_7_13_11"])
        {
            INetwork network = TestNetworks.Create(name, seed: 2);
            var batch = new TestBatch(network, 20);
            MinimizerResult result = Create(method, 30).Minimize(network, batch.Inputs, batch.Targets);
            Assert.True(result.Iterations > 5, $"{name}: {result}");
            for (int i = 1; i < result.Losses.Count; i++)
            {
                Assert.True(result.Losses[i] <= result.Losses[i - 1] * (1 + 5e-7), $"{name}, step {i}: {result.Losses[i]:R} after {result.Losses[i - 1]:R}");
            }

            Assert.True(result.Loss < 0.95 * result.Losses[0], $"{name}: {result}");
            Assert.Equal(result.Loss, network.Backward(batch.Inputs, batch.Targets, new float[network.ParameterStorage]));
        }
    }

    /// <summary>p = -g + beta p' with beta = max(0, g'(g - g') / g'g'), the prime for the step before (Polak and Ribiere); -g where that does not lead down.</summary>
    [Fact]
    public void ConjugateGradient_GoesAlongTheDirectionOfPolakAndRibiere()
    {
        int turned = 0;
        (double[] gradient, double[] direction) = (new double[2], new double[2]);
        for (int step = 0; step < 8; step++)
        {
            // Runs are deterministic: one step more goes on where one step less ended.
            Rosenbrock before = After(step), after = After(step + 1);
            float[] slab = new float[before.ParameterStorage];
            before.Backward(FunctionNetwork.NoInputs, new float[2], slab);
            double[] last = gradient;
            gradient = [slab[0], slab[2]];
            double beta = step == 0 ? 0 : Math.Max(0, (Dot(gradient, gradient) - Dot(gradient, last)) / Dot(last, last));
            direction = [(beta * direction[0]) - gradient[0], (beta * direction[1]) - gradient[1]];
            if (Dot(direction, gradient) >= 0)
            {
                (beta, direction) = (0, [-gradient[0], -gradient[1]]);
            }

            double[] move = [after[0] - before[0], after[1] - before[1]];
            double cosine = Dot(move, direction) / Math.Sqrt(Dot(move, move) * Dot(direction, direction));
            Assert.True(cosine > 1 - 1e-5, $"step {step}: cosine {cosine}, beta {beta}");

            // Where Fletcher and Reeves' beta, the quotient of the squares, would lead another way.
            turned += step > 0 && Math.Abs(Dot(gradient, last)) > 0.01 * Dot(gradient, gradient) && beta > 0 ? 1 : 0;
        }

        Assert.True(turned > 0);

        static Rosenbrock After(int steps)
        {
            var network = new Rosenbrock(-1.2, 1);
            if (steps > 0)
            {
                Assert.Equal(steps, new ConjugateGradient { MaxIterations = steps }.Minimize(network, FunctionNetwork.NoInputs, new float[2]).Iterations);
            }

            return network;
        }

        static double Dot(double[] a, double[] b) => (a[0] * b[0]) + (a[1] * b[1]);
    }

    [Fact]
    public void LBFGS_SolvesXor()
    {
        var network = new Tanh241Net(seed: 1);
        MinimizerResult result = new LBFGS { MaxIterations = 100 }.Minimize(network, XorInputs, XorTargets);
        float[] outputs = new float[4];
        network.Forward(XorInputs, outputs);
        for (int i = 0; i < 4; i++)
        {
            Assert.True(Math.Abs(outputs[i] - XorTargets[i]) < 0.01f, $"{result}, output {i} is {outputs[i]}");
        }
    }

    /// <summary>One parameter: the first step from the kink's one side leads across it to a lower loss with a steeper slope.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public void AcrossAKink_TheLowerLossIsTaken(string method)
    {
        var network = new Kinked(4);
        MinimizerResult result = Create(method, 30).Minimize(network, FunctionNetwork.NoInputs, FunctionNetwork.NoInputs);
        Assert.True(result.Loss < 0.2, result.ToString());
        Assert.Equal(result.Loss, network.ComputeLoss([], []));
    }

    [Fact]
    public void AnExceptionWithinASearch_LeavesTheLastStepsParameters()
    {
        LinearNetwork network = new(2, 1) { LossHook = (call, loss) => call == 4 ? throw new TimeZoneNotFoundException() : loss };
        Dataset plane = Training.Samples.Plane();
        Assert.Throws<TimeZoneNotFoundException>(() => new SteepestDescent { MaxIterations = 9 }.Minimize(network, plane.Features, plane.Targets));
        float left = network.ComputeLoss(plane.Features, plane.Targets);
        LinearNetwork whole = new(2, 1);
        MinimizerResult result = new SteepestDescent { MaxIterations = 9 }.Minimize(whole, plane.Features, plane.Targets);
        Assert.Contains(result.Losses, loss => Math.Abs(loss - left) <= 1e-6 * left);
    }

    [Fact]
    public void LabelsGiveWhatOneHotTargetsGive()
    {
        var first = new Relu4883Net(seed: 4);
        var second = new Relu4883Net(seed: 4);
        var batch = new TestBatch(first, 30);
        MinimizerResult targets = new LBFGS { MaxIterations = 20 }.Minimize(first, batch.Inputs, batch.Targets);
        MinimizerResult labels = new LBFGS { MaxIterations = 20 }.Minimize(second, batch.Inputs, batch.Labels);
        Assert.Equal(targets.Losses, labels.Losses);
        Assert.Equal(first.Parameters.ToArray(), second.Parameters.ToArray());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Padding_StaysZero(string method)
    {
        var network = new Tanh241Net(seed: 1);
        Create(method, 10).Minimize(network, XorInputs, XorTargets);
        var copy = new Tanh241Net();
        copy.Parameters.Clear();
        foreach (TensorDescription tensor in network.Description.Tensors)
        {
            float[] values = new float[tensor.Length];
            network.GetTensor(tensor.Name, values);
            copy.SetTensor(tensor.Name, values);
        }

        Assert.Equal(copy.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void StopReasons_AreNamed(string method)
    {
        LinearCase linear = new();
        LeastSquaresNet network = linear.CreateNetwork();
        MinimizerResult limited = Create(method, 3).Minimize(network, linear.Inputs, linear.Targets);
        Assert.Equal((MinimizerStop.MaxIterations, 3), (limited.Stop, limited.Iterations));

        float[] before = network.Parameters.ToArray();
        MinimizerResult cancelled = Create(method, 3).Minimize(network, linear.Inputs, linear.Targets, new CancellationToken(canceled: true));
        Assert.Equal((MinimizerStop.Cancelled, 0), (cancelled.Stop, cancelled.Iterations));
        Assert.Equal(before, network.Parameters.ToArray());

        MinimizerResult exhausted = Create(method, 10000, tolerance: 0).Minimize(network, linear.Inputs, linear.Targets);
        Assert.Equal(MinimizerStop.StepTooSmall, exhausted.Stop);
        Assert.InRange(exhausted.GradientNorm, 0, 1e-3);
        Assert.Equal(0, Create(method, 10, tolerance: 1).Minimize(network, linear.Inputs, linear.Targets).Iterations);

        network.Parameters[0] = float.NaN;
        Assert.Equal(MinimizerStop.NumericOverflow, Create(method, 3).Minimize(network, linear.Inputs, linear.Targets).Stop);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void TheTargetLoss_EndsTheRun_AfterTheStepThatReachesIt(string method)
    {
        LinearCase linear = new();
        MinimizerResult full = Create(method, 10).Minimize(linear.CreateNetwork(), linear.Inputs, linear.Targets);
        foreach (int last in (int[])[0, 1, 4])
        {
            MinimizerResult result = Create(method, 10, target: full.Losses[last]).Minimize(linear.CreateNetwork(), linear.Inputs, linear.Targets);
            Assert.Equal((MinimizerStop.TargetLoss, last), (result.Stop, result.Iterations));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void AWrongGradient_EndsTheRun_WithTheParametersOfTheLastGoodStep(string method)
    {
        var network = new LinearNetwork(1, 1) { GradientHook = (_, gradient) => -gradient };
        network.Parameters[0] = 1f;
        MinimizerResult result = Create(method, 10).Minimize(network, [1f, -1f], [3f, -3f]);
        Assert.Equal((MinimizerStop.StepTooSmall, 0), (result.Stop, result.Iterations));
        Assert.Equal(1f, network.Parameters[0]);
    }

    [Fact]
    public void Arguments_AreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LBFGS { History = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LBFGS { MaxIterations = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LBFGS { GradientTolerance = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LBFGS { GradientTolerance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LBFGS { TargetLoss = double.NaN });
        Assert.Throws<ArgumentNullException>(() => new LBFGS().Minimize((INetwork)null!, [1f], new float[1]));
        Assert.Throws<ArgumentException>(() => new LBFGS().Minimize(new LeastSquaresNet(), new float[4], new float[2]));
    }

    private static Minimizer Create(string method, int iterations, double tolerance = 1e-6, double target = double.NegativeInfinity) => method switch
    {
        "SteepestDescent" => new SteepestDescent { MaxIterations = iterations, GradientTolerance = tolerance, TargetLoss = target },
        "ConjugateGradient" => new ConjugateGradient { MaxIterations = iterations, GradientTolerance = tolerance, TargetLoss = target },
        _ => new LBFGS { MaxIterations = iterations, GradientTolerance = tolerance, TargetLoss = target },
    };

    /// <summary>f = max(x, -3 x): slope 1 above the minimum at 0, -3 below.</summary>
    private sealed class Kinked(double x) : FunctionNetwork(1, x)
    {
        protected override double Value() => Math.Max(this[0], -3 * this[0]);

        protected override double Gradient(int i) => this[0] > 0 ? 1 : -3;

        protected override double Hessian(int i, int j) => 0;
    }
}
