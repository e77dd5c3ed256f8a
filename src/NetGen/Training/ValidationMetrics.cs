using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>Measures metrics on the validation set, after each epoch.</summary>
internal sealed class ValidationMetrics<TNetwork>
    where TNetwork : class, INetwork
{
    private readonly TNetwork _network;
    private readonly Dataset _data;
    private readonly string[] _names;
    private readonly MetricAccumulator[] _accumulators;

    internal ValidationMetrics(TNetwork network, Dataset data, Metric[] metrics)
    {
        MetricTask task = Evaluator.TaskOf(network, data);
        _network = network;
        _data = data;
        _names = Array.ConvertAll(metrics, metric => metric.Name);
        _accumulators = Array.ConvertAll(metrics, metric => metric.CreateAccumulator(task));
    }

    internal IReadOnlyList<string> Names => _names;

    internal MetricValues Measure()
    {
        if (_accumulators.Length == 0)
        {
            return default;
        }

        foreach (MetricAccumulator accumulator in _accumulators)
        {
            accumulator.Reset();
        }

        Evaluator.Measure(_network, _data, _accumulators);
        MetricValue[] values = new MetricValue[_names.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new MetricValue(_names[i], _accumulators[i].Value);
        }

        return new MetricValues(values);
    }
}
