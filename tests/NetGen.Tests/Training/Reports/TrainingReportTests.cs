using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using NetGen.Tests.Networks;
using NetGen.Tests.Serialization;
using NetGen.Tests.Weights;
using Xunit;

namespace NetGen.Tests.Training.Reports;

public class TrainingReportTests
{
    internal static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void AReport_HasTheCurvesTheTablesAndTheSettings()
    {
        SoftmaxNetwork network = new(2, 3);
        Dataset data = Samples.Clusters(90, 2f).WithClassNames("ant", "bee", "cat");
        TrainingOptions options = new() { Epochs = 12, BatchSize = 16, Seed = 77, Validation = data, MeasureTrainingAccuracy = true };
        TrainingResult result = Trainer.Fit(network, data, new PlainDescent(0.125f), options);
        ConfusionMatrix matrix = ConfusionMatrix.Of(network, data);
        XElement html = Parse(network, result, options, matrix, ("place", "on the test machine"));

        Assert.Equal("Training of SoftmaxNetwork", html.Descendants("h1").Single().Value);
        Assert.Equal(["Epochs", "Confusion matrix", "Network", "Settings"], html.Descendants("h2").Select(title => title.Value));
        XElement[] figures = [.. html.Descendants("figure")];
        Assert.Equal(["Loss", "Accuracy", "Learning rate"], figures.Select(figure => figure.Element("figcaption")!.Value));
        foreach ((string row, EpochReport report) in new[] { ($"best epoch {result.BestEpoch}", result.Best!.Value), ("last epoch 12", result.Last!.Value) })
        {
            Assert.Equal([row, report.ToString()[(report.ToString().IndexOf(':', StringComparison.Ordinal) + 2)..]], Row(html, row));
        }

        Assert.Equal([24, 24, 12], figures.Select(figure => figure.Descendants(Svg + "circle").Count()));
        string loss = ((double)result.History[4].ValidationLoss!.Value).ToString("G5", CultureInfo.InvariantCulture);
        Assert.Contains($"Epoch 5, validation: {loss}", html.Value, StringComparison.Ordinal);
        Assert.Contains("Epoch 5, learning rate: 0.125", html.Value, StringComparison.Ordinal);

        string[] cells = [.. html.Descendants("td").Where(cell => cell.Attribute("style") is not null).Select(cell => cell.Value)];
        Assert.Equal(from actual in Enumerable.Range(0, 3) from predicted in Enumerable.Range(0, 3) select matrix[actual, predicted].ToString(CultureInfo.InvariantCulture), cells);
        Assert.Equal(["layer1", "", "", "weight [3, 2], bias [3]", "9", "6"], Row(html, "layer1"));
        Assert.Equal(["total", "", "", "", "9", "6"], Row(html, "total"));
        Assert.Equal(["place", "on the test machine"], Row(html, "place"));
        Assert.Equal(["monitor", "validation loss"], Row(html, "monitor"));
    }

    [Fact]
    public void AGeneratedNetwork_IsListedByLayersWithItsStack()
    {
        ClusterNet network = new(1);
        Dataset data = Samples.Clusters();
        TrainingOptions options = new() { Epochs = 2, Validation = data, ValidationMetrics = [Metric.F1Macro, Metric.RootMeanSquaredError], MeasureGradientNorm = true };
        XElement html = Parse(network, Trainer.Fit(network, data, new Adam(), options), options, null);
        foreach (LayerDescription layer in network.Description.Layers)
        {
            Assert.Equal([layer.Name, layer.Summary, $"{layer.InputSize} to {layer.OutputSize}"], Row(html, layer.Name).Take(3));
        }

        Assert.Equal(ClusterNet.OutputSize, network.Description.Layers[^1].OutputSize);
        Assert.InRange(network.Description.OneRowStackBytes, 1, 65536);
        Assert.Equal(["stack bytes, Backward", network.Description.BackwardStackBytes.ToString("N0", CultureInfo.InvariantCulture)], Row(html, "stack bytes, Backward"));
        Assert.Equal(
            ["Loss", "Accuracy", "Validation macro F1", "Validation RMSE", "Gradient norm", "Learning rate"],
            html.Descendants("figcaption").Select(caption => caption.Value));
    }

    [Fact]
    public void TheSettings_AreThoseOfTheTraining()
    {
        using TemporaryFolder folder = new();
        Dataset data = Samples.Clusters();
        WeightedClassesNet network = new(1);
        TrainingOptions options = new()
        {
            Epochs = 3,
            BatchSize = 16,
            Seed = 1077,
            Shuffle = false,
            DropLastBatch = true,
            Schedule = new CosineDecay(3, 0.001f, ScheduleInterval.Step).WithWarmup(0.5),
            ClipGradientValue = 0.5f,
            ClipGradientNorm = 2f,
            ClassWeights = [1f, 2f, 0.5f],
            AveragedWeights = 0.9f,
            Validation = data.Take(30),
            Patience = 7,
            MinimumImprovement = 1e-3f,
            ValidationMetrics = [Metric.F1Macro, Metric.TopK(2)],
            Monitor = TrainingMetric.ValidationAccuracy,
            RestoreBest = false,
            StopRules = [StopRule.AfterSteps(1000).Or(StopRule.AfterTime(TimeSpan.FromHours(1))), StopRule.WhenOverfitting(5)],
            Checkpoint = new Checkpoint(folder["run"]),
            Threads = 2,
            Shards = 3,
        };
        XElement html = Parse(network, Trainer.Fit(network, data, new Adam(0.05f), options), options, null, ("data", "clusters"));
        Assert.Equal(
            [
                ("data", "clusters"),
                ("epochs, at most", "3"),
                ("batch size", "16"),
                ("seed", "1077"),
                ("shuffle", "no"),
                ("drop last batch", "yes"),
                ("optimizer", "Adam"),
                ("learning rate, at first", "0.05"),
                ("learning-rate schedule", "0.5 epochs of warm-up from 0, then CosineDecay(3 epochs to 0.001, per Step)"),
                ("clip gradients by value", "0.5"),
                ("clip gradients by norm", "2"),
                ("class weights", "1, 2, 0.5"),
                ("averaged weights", "0.9"),
                ("validation set", "30 rows, 2 features, 3 classes"),
                ("patience", "7"),
                ("minimum improvement", "0.001"),
                ("validation metrics", "macro F1, top-2 accuracy"),
                ("monitor", "validation accuracy"),
                ("restore best", "no"),
                ("stop rules", "(after 1000 steps or after 1:00:00); when the training loss improves and the validation loss does not, for 5 epochs"),
                ("checkpoint", "yes"),
                ("threads", "2"),
                ("shards", "3"),
            ],
            Settings(html));
    }

    [Fact]
    public void SettingsThatAreNotSet_SaySo()
    {
        LinearNetwork network = new(2, 1);
        TrainingOptions options = new() { BatchSize = TrainingOptions.FullBatch };
        XElement html = Parse(network, Trainer.Fit(network, Samples.Plane(), new PlainDescent(0.125f), options), options, null);
        Assert.Equal(
            [
                ("epochs, at most", "10"),
                ("batch size", "all rows"),
                ("seed", "0"),
                ("shuffle", "yes"),
                ("drop last batch", "no"),
                ("optimizer", "PlainDescent"),
                ("learning rate, at first", "0.125"),
                ("learning-rate schedule", "none"),
                ("clip gradients by value", "no"),
                ("clip gradients by norm", "no"),
                ("class weights", "none"),
                ("averaged weights", "no"),
                ("validation set", "none"),
                ("patience", "none"),
                ("minimum improvement", "0"),
                ("validation metrics", "none"),
                ("monitor", "training loss"),
                ("restore best", "yes"),
                ("stop rules", "none"),
                ("checkpoint", "no"),
                ("threads", "1"),
                ("shards", "1"),
            ],
            Settings(html));
    }

    [Fact]
    public void ALoopOfOnesOwn_HasAReportToo()
    {
        Dataset data = Samples.Plane();
        LinearNetwork network = new(2, 1);
        GradientDescent optimizer = new(0.125f);
        float[] gradients = new float[network.ParameterStorage];
        List<EpochReport> history = [];
        for (int epoch = 1; epoch <= 5; epoch++)
        {
            float loss = network.Backward(data.Features, data.Targets, gradients);
            network.Update(optimizer, gradients);
            history.Add(new EpochReport(epoch, 5, loss, null, network.ComputeLoss(data.Features, data.Targets), null, optimizer.LearningRate, TimeSpan.FromSeconds(epoch)));
        }

        TrainingResult result = new(history, "descent of my own", bestEpoch: 5);
        XElement html = Parse(network, result, new TrainingOptions { Epochs = 5, BatchSize = TrainingOptions.FullBatch }, null);
        Assert.Equal([10, 5], html.Descendants("figure").Select(figure => figure.Descendants(Svg + "circle").Count()));
        Assert.Equal(["optimizer", "descent of my own"], Row(html, "optimizer"));
        Assert.Equal(["learning rate, at first", "0.125"], Row(html, "learning rate, at first"));
        Assert.Equal("Completed: 5 epochs done.", html.Descendants("p").First().Value);

        Assert.Throws<ArgumentException>("history", () => new TrainingResult(history.Skip(1), "x"));
        Assert.Throws<ArgumentNullException>("history", () => new TrainingResult(null!, "x"));
        Assert.Throws<ArgumentNullException>("optimizer", () => new TrainingResult(history, null!));
        Assert.Throws<ArgumentOutOfRangeException>("bestEpoch", () => new TrainingResult(history, "x", 6));
        Assert.Throws<ArgumentOutOfRangeException>("bestEpoch", () => new TrainingResult([], "x", -1));
    }

    [Fact]
    public void AReport_StandsAlone()
    {
        string text = Text(Regression(3));
        Assert.StartsWith("<!DOCTYPE html", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", text.Replace(Svg.NamespaceName, "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("xmlns=\"\"", text, StringComparison.Ordinal);

        // Elements that browsers would leave open.
        Assert.DoesNotMatch("<(td|th|p|title|path|text|line)[^>]*/>", text);
    }

    [Fact]
    public void AllText_IsEscaped()
    {
        const string Hostile = "<script>alert(\"1\")</script> & 'ü' \u0001 \ud800 😀";
        Dataset data = Samples.Clusters(30).WithClassNames(Hostile, "b", "c");
        SoftmaxNetwork network = new(2, 3);
        TrainingOptions options = new() { Epochs = 2 };
        TrainingResult result = Trainer.Fit(network, data, new PlainDescent(0.1f), options);
        XElement html = Parse(network, result, options, ConfusionMatrix.Of(network, data), (Hostile, Hostile));
        Assert.Empty(html.Descendants("script"));
        string shown = "<script>alert(\"1\")</script> & 'ü' \uFFFD \uFFFD 😀";
        Assert.Equal([shown, shown], Row(html, shown, "Settings"));
        Assert.Equal(2, html.Descendants("th").Count(cell => cell.Value == shown && cell.Ancestors("tr").Single().Elements().Count() == 5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(400)]
    public void AnyNumberOfEpochs_GivesWellFormedMarkup(int epochs)
    {
        (LinearNetwork network, TrainingResult result, TrainingOptions options) = Regression(epochs);
        XElement html = Parse(network, result, options, null);
        Assert.Equal(epochs == 0 ? 0 : 2, html.Descendants("figure").Count());
        Assert.Equal(epochs == 0, html.Value.Contains("No epoch was finished.", StringComparison.Ordinal));
        foreach (XAttribute attribute in html.Descendants().Attributes().Where(attribute => attribute.Name == "d"))
        {
            Assert.DoesNotContain("NaN", attribute.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AWideSpanOfLosses_HasALogarithmicAxis()
    {
        (LinearNetwork network, TrainingResult result, TrainingOptions options) = Regression(400);
        Assert.True(result.History[0].TrainingLoss > 100 * result.Last!.Value.TrainingLoss);
        XElement html = Parse(network, result, options, null);
        Assert.Equal(["Loss (logarithmic)", "Learning rate"], html.Descendants("figcaption").Select(caption => caption.Value));
    }

    /// <summary>Each point is named by its epoch and value: it must lie where the labels of the axis put that value, and the best epoch's line at its points.</summary>
    [Theory]
    [InlineData(4, "Loss")]
    [InlineData(150, "Loss (logarithmic)")]
    public void Points_LieWhereTheAxesSay(int epochs, string caption)
    {
        LinearNetwork network = new(2, 1);
        TrainingOptions options = new() { Epochs = epochs, Monitor = new TrainingMetric("distance from 3", report => Math.Abs(report.Epoch - 3), largerIsBetter: false) };
        TrainingResult result = Trainer.Fit(network, Samples.Plane(), new PlainDescent(0.1f), options);
        XElement figure = Parse(network, result, options, null).Descendants("figure").First();
        Assert.Equal(caption, figure.Element("figcaption")!.Value);
        Func<double, double> scale = caption == "Loss" ? value => value : Math.Log;
        (double Value, double Y)[] ticks =
        [
            .. figure.Descendants(Svg + "text").Where(label => (string?)label.Attribute("text-anchor") == "end").Select(label => scale(Number(label.Value)))
                .Zip(figure.Descendants(Svg + "line").Where(line => (string?)line.Attribute("class") == "grid").Select(line => Number(line.Attribute("y1")!.Value))),
        ];
        (double Value, double Y) low = ticks[0], high = ticks[^1];
        XElement[] points = [.. figure.Descendants(Svg + "circle")];
        Assert.Equal(epochs, points.Length);
        for (int i = 0; i < epochs; i++)
        {
            float loss = result.History[i].TrainingLoss;
            Assert.Equal($"Epoch {i + 1}, training: {((double)loss).ToString("G5", CultureInfo.InvariantCulture)}", points[i].Element(Svg + "title")!.Value);

            // In units of the drawing, of which the figure is 250 high; labels have four digits.
            double y = low.Y + ((scale(loss) - low.Value) / (high.Value - low.Value) * (high.Y - low.Y));
            Assert.Equal(y, Number(points[i].Attribute("cy")!.Value), 0.1);
        }

        Assert.Equal(points.Select(point => Number(point.Attribute("cx")!.Value)).Order(), points.Select(point => Number(point.Attribute("cx")!.Value)));
        Assert.Equal(points[2].Attribute("cx")!.Value, figure.Descendants(Svg + "line").Single(line => (string?)line.Attribute("class") == "best").Attribute("x1")!.Value);

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void WritingTwice_GivesTheSameBytes_UnderAnyCulture()
    {
        var training = Regression(5);
        string text = Text(training);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("sv-SE");
            Assert.Equal(text, Text(training));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void AFile_IsReplaced_AndAMissingFolderNamed()
    {
        using TemporaryFolder folder = new();
        (LinearNetwork network, TrainingResult result, TrainingOptions options) = Regression(2);
        string path = folder["report.html"];
        File.WriteAllText(path, "old");
        TrainingReport.Write(path, network, result, options);
        Assert.Equal(Text((network, result, options)), File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        Assert.Throws<DirectoryNotFoundException>(() => TrainingReport.Write(Path.Combine(folder["none"], "report.html"), network, result, options));
        Assert.Throws<ArgumentNullException>("result", () => TrainingReport.Write(path, network, null!, options));
    }

    internal static (LinearNetwork Network, TrainingResult Result, TrainingOptions Options) Regression(int epochs)
    {
        LinearNetwork network = new(2, 1);
        using System.Threading.CancellationTokenSource source = new();
        if (epochs == 0)
        {
            source.Cancel();
        }

        TrainingOptions options = new() { Epochs = Math.Max(1, epochs), CancellationToken = source.Token };
        return (network, Trainer.Fit(network, Samples.Plane(), new PlainDescent(0.1f), options), options);
    }

    private static string Text((LinearNetwork Network, TrainingResult Result, TrainingOptions Options) training)
    {
        using MemoryStream stream = new();
        TrainingReport.Write(stream, training.Network, training.Result, training.Options);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static XElement Parse(INetwork network, TrainingResult result, TrainingOptions options, ConfusionMatrix? matrix, params (string Name, string Value)[] notes)
    {
        using MemoryStream stream = new();
        TrainingReport.Write(stream, network, result, options, matrix, notes.Select(note => KeyValuePair.Create(note.Name, note.Value)));
        return Parse(Encoding.UTF8.GetString(stream.ToArray()));
    }

    internal static XElement Parse(string report)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(report), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    private static IEnumerable<(string Name, string Value)> Settings(XElement html) => html.Descendants("h2")
        .Single(title => title.Value == "Settings")
        .ElementsAfterSelf("div")
        .Descendants("tr")
        .Select(row => (row.Element("th")!.Value, row.Element("td")!.Value));

    private static IEnumerable<string> Row(XElement html, string head, string? section = null) => html.Descendants("h2")
        .Where(title => section is null || title.Value == section)
        .SelectMany(title => title.ElementsAfterSelf("div"))
        .Descendants("tr")
        .First(row => row.Elements().First().Value == head)
        .Elements()
        .Select(cell => cell.Value);
}
