using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using NetGen;
using NetGen.Data;
using Tuning;

const double RequiredAccuracy = 0.95;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// Three parts: the network learns from the first, the search chooses by the second, and the third stays unseen until the end.
Dataset digits = CsvDataset.Load(Path.Combine(AppContext.BaseDirectory, "digits.csv")).Scale(1f / 16f);
(Dataset seen, Dataset test) = digits.SplitStratified(0.8, seed: 1);
(Dataset train, Dataset validation) = seen.SplitStratified(0.75, seed: 1);
Console.WriteLine($"{train.Rows} digits to train on, {validation.Rows} to choose by, {test.Rows} to test.");

var search = new DigitSearch(train, validation);
var options = new SearchOptions { Seed = 1, TrialsAtOnce = Math.Min(2, Environment.ProcessorCount) };

long started = Stopwatch.GetTimestamp();
SearchResult random = HyperparameterSearch.Random(DigitSearch.Space, trials: 20, epochs: 40, search.Run, options);
Console.WriteLine($"\nRandom search, {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s; the score is the validation loss:\n");
Console.Write(random);

started = Stopwatch.GetTimestamp();
SearchResult halving = HyperparameterSearch.SuccessiveHalving(DigitSearch.Space, trials: 27, minimumEpochs: 5, maximumEpochs: 135, search.Run, options);
Console.WriteLine($"\nSuccessive halving, {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s:\n");
Console.Write(halving);

SearchResult better = random.Best!.Score <= halving.Best!.Score ? random : halving;
double[] values = Evaluator.Measure(better.BestNetwork!, test, Metric.Accuracy, Metric.F1Macro, Metric.RocAucMacro);
Console.WriteLine($"\nBest: {better.Best}.");
Console.WriteLine($"On the {test.Rows} test digits: accuracy {values[0]:P2}, macro F1 {values[1]:F4}, macro ROC AUC {values[2]:F4}.");
return values[0] >= RequiredAccuracy ? 0 : 1;
