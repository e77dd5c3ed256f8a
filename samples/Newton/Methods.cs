using System;
using System.Collections.Generic;
using System.Diagnostics;
using NetGen;

namespace Newton;

/// <summary>The methods that fit the curve, all rows at once, until the loss is <see cref="TargetLoss"/> or they are out of iterations.</summary>
internal static class Methods
{
    /// <summary>A root mean square error of 0.003, where the curve reaches 0.88.</summary>
    public const double TargetLoss = 1e-5;

    private const int Most = 2000;
    private const int MostOfAdam = 50000;
    private const float LearningRate = 0.01f;

    public static IReadOnlyList<(string Name, Func<CurveNet, Fit> Fit)> All { get; } =
    [
        ("Levenberg-Marquardt", network => Run(network, new LevenbergMarquardt { TargetLoss = TargetLoss, MaxIterations = Most, MeasureCurvature = false })),
        ("Newton, damped Hessian", network => Run(network, new NewtonMethod
        {
            Globalization = NewtonGlobalization.Regularization, TargetLoss = TargetLoss, MaxIterations = Most, MeasureCurvature = false,
        })),
        ("Newton, line search", network => Run(network, new NewtonMethod { TargetLoss = TargetLoss, MaxIterations = Most, MeasureCurvature = false })),
        ("LBFGS", network => Run(network, new LBFGS { TargetLoss = TargetLoss, MaxIterations = Most, MeasureCurvature = false })),
        ("Adam", RunAdam),
    ];

    private static Fit Run(CurveNet network, Minimizer minimizer)
    {
        long started = Stopwatch.GetTimestamp();
        MinimizerResult result = minimizer.Minimize(network, Curve.Inputs, Curve.Targets);
        return new Fit(network, result.Losses, result.Evaluations, result.Products, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>A loop of one's own: Backward, Update, repeat.</summary>
    private static Fit RunAdam(CurveNet network)
    {
        long started = Stopwatch.GetTimestamp();
        var optimizer = new Adam(LearningRate);
        float[] gradients = new float[network.ParameterStorage];
        List<double> losses = [network.Backward(Curve.Inputs, Curve.Targets, gradients)];
        while (losses[^1] > TargetLoss && losses.Count <= MostOfAdam)
        {
            network.Update(optimizer, gradients);
            losses.Add(network.Backward(Curve.Inputs, Curve.Targets, gradients));
        }

        return new Fit(network, losses, Evaluations: losses.Count, Products: 0, Stopwatch.GetElapsedTime(started));
    }
}
