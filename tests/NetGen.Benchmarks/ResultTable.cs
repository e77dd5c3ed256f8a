using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace NetGen.Benchmarks;

/// <summary>
/// Lines of CSV from all engines and rounds as a Markdown table: a row for each benchmark and network. Of an engine's rounds the one with the lowest
/// median counts: a neighbour on the same physical core only ever slows a round, for seconds to minutes, and not every engine alike. A second ratio is by the
/// medians of the rounds, the best peer by them included: where a time depends on the pages that a process gets, the lowest one is a matter of luck.
/// </summary>
internal sealed class ResultTable
{
    private static readonly string[] Benches = ["A", "AL", "F32", "F128", "B32", "B128"];
    private static readonly string[] Titles =
    [
        "one row", "one row, dependent", "32 rows", "128 rows", "training step of 32", "training step of 128",
    ];

    private readonly Dictionary<(string Bench, string Net), Dictionary<string, List<double>>> _times = [];

    /// <summary>Reads a file of results.</summary>
    /// <exception cref="InvalidDataException">A line is not a result.</exception>
    public ResultTable(string path)
    {
        foreach (string line in File.ReadLines(path))
        {
            string[] fields = line.Split(',');
            if (fields is ["bench", ..])
            {
                continue;
            }

            if (fields.Length != 6 || !double.TryParse(fields[3], NumberStyles.Float, CultureInfo.InvariantCulture, out double median))
            {
                throw new InvalidDataException($"'{line}' is not of the form bench,net,engine,median_ns,min_ns,max_ns.");
            }

            Dictionary<string, List<double>> engines = Entry(_times, (fields[0], fields[1]));
            Entry(engines, fields[2]).Add(median);
        }
    }

    /// <summary>Writes the table and the geometric means below it.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine("| | network | NetGen, ns | best peer, ns | peer | NetGen / best peer | by the median rounds | PyTorch / NetGen | jagged / NetGen | TensorPrimitives / NetGen |");
        output.WriteLine("|---|---|---:|---:|---|---:|---:|---:|---:|---:|");
        var means = new List<string>();
        for (int i = 0; i < Benches.Length; i++)
        {
            var rows = new List<Row>();
            foreach (BenchmarkNetwork network in BenchmarkNetwork.All)
            {
                if (_times.TryGetValue((Benches[i], network.Name), out Dictionary<string, List<double>>? engines) && engines.ContainsKey("netgen"))
                {
                    var row = new Row(engines);
                    rows.Add(row);
                    output.WriteLine($"| {Titles[i]} | {network.Name} | {row}");
                }
            }

            if (rows.Count > 0)
            {
                means.Add($"| {Titles[i]} | geometric mean | | | | {Row.Means(rows)}");
            }
        }

        means.ForEach(output.WriteLine);
    }

    private static TValue Entry<TKey, TValue>(Dictionary<TKey, TValue> map, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        if (!map.TryGetValue(key, out TValue? value))
        {
            value = new TValue();
            map.Add(key, value);
        }

        return value;
    }

    /// <summary>The engines of one benchmark and network, in nanoseconds.</summary>
    private sealed class Row
    {
        private static readonly string[] Baselines = ["pytorch", "jagged", "tensors"];
        private readonly double _netgen;
        private readonly double? _best;
        private readonly double? _medianRatio;
        private readonly string _peer;
        private readonly double?[] _baselines;

        public Row(Dictionary<string, List<double>> engines)
        {
            var times = engines.ToDictionary(engine => engine.Key, engine => engine.Value.Min());
            var medians = engines.ToDictionary(engine => engine.Key, engine => Median(engine.Value));
            _netgen = times["netgen"];
            (_peer, _best) = Best(times);
            _medianRatio = medians["netgen"] / Best(medians).Time;
            if (times.TryGetValue("pytorch_foreach", out double grouped))
            {
                times["pytorch"] = Math.Min(grouped, times["pytorch"]);
            }

            _baselines = Array.ConvertAll(Baselines, name => times.TryGetValue(name, out double time) ? time / _netgen : (double?)null);
        }

        private double? Ratio => _netgen / _best;

        public static string Means(List<Row> rows)
        {
            string text = $"{Text(Mean(rows, row => row.Ratio))} | {Text(Mean(rows, row => row._medianRatio))} |";
            for (int i = 0; i < Baselines.Length; i++)
            {
                int baseline = i;
                text += $" {Text(Mean(rows, row => row._baselines[baseline]))} |";
            }

            return text;
        }

        public override string ToString() =>
            $"{Text(_netgen)} | {Text(_best)} | {_peer} | {Text(Ratio)} | {Text(_medianRatio)} | {string.Join(" | ", _baselines.Select(time => Text(time)))} |";

        private static double Median(List<double> times)
        {
            double[] sorted = [.. times.Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }

        private static (string Peer, double? Time) Best(Dictionary<string, double> times) => times
            .Where(engine => engine.Key is not ("netgen" or "jagged" or "tensors"))
            .Select(engine => (engine.Key, (double?)engine.Value))
            .DefaultIfEmpty(("", null))
            .MinBy(engine => engine.Item2);

        private static double? Mean(List<Row> rows, Func<Row, double?> value)
        {
            List<double> logs = [.. rows.Select(value).OfType<double>().Select(time => Math.Log(time))];
            return logs.Count > 0 ? Math.Exp(logs.Average()) : null;
        }

        private static string Text(double? value) =>
            value?.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture) ?? "-";
    }
}
