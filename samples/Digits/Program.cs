using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Digits;
using NetGen;
using NetGen.Data;
using Spectre.Console;

const int Splits = 5;
const double TrainFraction = 0.8;
const double RequiredAccuracy = 0.970;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// 1,797 handwritten digits; a pixel has 17 shades, 0 to 16.
Dataset digits = CsvDataset.Load(Path.Combine(AppContext.BaseDirectory, "digits.csv")).Scale(1f / 16f);
(Dataset train, Dataset test) = digits.SplitStratified(TrainFraction, seed: 1);
AnsiConsole.WriteLine($"{digits.Rows} digits: {train.Rows} to train on, {test.Rows} to test. Network {DigitNet.InputSize}-32-{DigitNet.OutputSize}, {DigitNet.ParameterCount} parameters.");

var network = new DigitNet(seed: 1);
(TrainingResult result, TrainingOptions options) = Report.TrainWithProgress(network, train, test, seed: 1);
Evaluation evaluation = Evaluator.Evaluate(network, test);
AnsiConsole.WriteLine($"Test accuracy {evaluation.Accuracy:P2}, loss {evaluation.Loss:F4}.");
ConfusionMatrix confusion = ConfusionMatrix.Of(network, test);
Report.WriteConfusion(confusion);

// The same as a page for the browser, with curves.
string page = Path.Combine(AppContext.BaseDirectory, "report.html");
TrainingReport.Write(page, network, result, options, confusion,
[
    new("data", $"{train.Rows} digits to train on, {test.Rows} to test (the validation curves)"),
    new("optimizer", "Adam"),
    new("test result", evaluation.ToString()),
]);
AnsiConsole.WriteLine($"The report is {Path.GetFileName(page)} beside the program, {new FileInfo(page).Length:N0} bytes.");

// A few digits, those that the network misreads first.
int[] predicted = new int[test.Rows];
Evaluator.Predict(network, test.Features, predicted);
int[] shown = [.. Enumerable.Range(0, test.Rows).OrderBy(row => predicted[row] == test.Labels[row]).Take(4)];
Report.WriteDigits(test, shown, predicted);

// Save, load into a fresh network, predict again.
string path = Path.Combine(AppContext.BaseDirectory, "digits.safetensors");
network.Save(path);
var loaded = new DigitNet();
loaded.Load(path);
int[] again = new int[test.Rows];
Evaluator.Predict(loaded, test.Features, again);
bool isSame = predicted.AsSpan().SequenceEqual(again);
AnsiConsole.WriteLine($"Saved {new FileInfo(path).Length:N0} bytes as {Path.GetFileName(path)}; the loaded network reads {(isSame ? "the same" : "OTHER")} digits.");

// One split can be lucky: the mean of five.
List<float> accuracies = [];
for (ulong seed = 1; seed <= Splits; seed++)
{
    (train, test) = digits.SplitStratified(TrainFraction, seed);
    accuracies.Add(Evaluator.Evaluate(Recipe.Train(train, seed), test).Accuracy ?? 0f);
}

AnsiConsole.WriteLine($"Test accuracy of {Splits} splits: {string.Join(", ", accuracies.Select(a => a.ToString("P2", CultureInfo.InvariantCulture)))}; mean {accuracies.Average():P2}.");
AnsiConsole.WriteLine("scikit-learn's MLPClassifier with 32 hidden units reaches a mean of 97.44 % on five such splits.");
return isSame && accuracies.Average() >= RequiredAccuracy ? 0 : 1;
