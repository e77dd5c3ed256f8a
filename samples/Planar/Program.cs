using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using NetGen;
using NetGen.Data;
using Planar;

const double Tolerance = 1e-4;

Dataset data = CsvDataset.Load(Path.Combine(AppContext.BaseDirectory, "planar.csv"));
PlanarReference reference = PlanarReference.Load(Path.Combine(AppContext.BaseDirectory, "planar_reference.json"));
PlanarNet network = reference.CreateNetwork();

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"Planar data: {data.Rows} points, network 2-4-1, gradient descent with learning rate {reference.LearningRate}."));
IReadOnlyList<float> costs = PlanarTraining.Run(network, data, reference.LearningRate);

bool agrees = true;
Console.WriteLine("  iteration       cost   float64 reference   difference");
for (int i = 0; i < costs.Count; i++)
{
    double difference = costs[i] - reference.Costs[i];
    agrees &= Math.Abs(difference) <= Tolerance;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {i * PlanarReference.Interval,9:N0}   {costs[i]:F6}            {reference.Costs[i]:F6}   {difference,10:0.0E+00}"));
}

Evaluation evaluation = Evaluator.Evaluate(network, data);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Accuracy {evaluation.Accuracy:P2}, reference {reference.Accuracy:P2}."));
BoundaryPlot.Write(Console.Out, network, data);
Console.WriteLine(agrees ? "Every cost agrees with the reference within 1e-4." : "A cost differs from the reference by more than 1e-4.");
return agrees ? 0 : 1;
