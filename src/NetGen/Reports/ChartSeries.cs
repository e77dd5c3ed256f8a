namespace NetGen;

/// <summary>A curve of a chart: a value for each epoch; NaN leaves a gap.</summary>
internal sealed record ChartSeries(string Name, double[] Values);
