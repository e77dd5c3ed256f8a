using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetGen;

/// <summary>The options of a training as a table.</summary>
internal static class SettingsTable
{
    internal static void Write(ReportWriter html, TrainingResult result, TrainingOptions options, IEnumerable<KeyValuePair<string, string>> notes)
    {
        html.Element("h2", "Settings");
        html.Element("div", () => html.Element("table", () =>
        {
            foreach ((string name, string value) in notes)
            {
                html.Row(name, value);
            }

            html.Row("epochs, at most", ReportWriter.Whole(options.Epochs));
            html.Row("batch size", options.BatchSize == TrainingOptions.FullBatch ? "all rows" : ReportWriter.Whole(options.BatchSize));
            html.Row("seed", options.Seed.ToString(CultureInfo.InvariantCulture));
            html.Row("shuffle", YesNo(options.Shuffle));
            html.Row("drop last batch", YesNo(options.DropLastBatch));
            html.Row("optimizer", result.Optimizer);
            html.Row("learning rate, at first", ReportWriter.Number(result.LearningRate));
            html.Row("learning-rate schedule", options.Schedule?.ToString() ?? "none");
            html.Row("clip gradients by value", OrNo(options.ClipGradientValue));
            html.Row("clip gradients by norm", OrNo(options.ClipGradientNorm));
            html.Row("class weights", options.ClassWeights is null ? "none" : string.Join(", ", options.ClassWeights.Select(weight => ReportWriter.Number(weight))));
            html.Row("averaged weights", OrNo(options.AveragedWeights));
            html.Row("validation set", options.Validation?.ToString() ?? "none");
            html.Row("patience", options.Patience is int patience ? ReportWriter.Whole(patience) : "none");
            html.Row("minimum improvement", ReportWriter.Number(options.MinimumImprovement));
            html.Row("validation metrics", options.ValidationMetrics.Count == 0 ? "none" : string.Join(", ", options.ValidationMetrics));
            html.Row("monitor", options.EffectiveMonitor.Name);
            html.Row("restore best", YesNo(options.RestoreBest));
            html.Row("stop rules", options.StopRules.Count == 0 ? "none" : string.Join("; ", options.StopRules));
            html.Row("checkpoint", YesNo(options.Checkpoint is not null));
            html.Row("threads", ReportWriter.Whole(options.Threads));
            html.Row("shards", ReportWriter.Whole(options.Shards ?? options.Threads));
        }), ("class", "scroll"));
    }

    private static string OrNo(float? setting) => setting is float value ? ReportWriter.Number(value) : "no";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
