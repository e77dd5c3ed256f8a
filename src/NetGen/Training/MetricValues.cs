using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace NetGen;

/// <summary>A metric that was measured.</summary>
/// <param name="Name">The name of the <see cref="Metric"/>.</param>
/// <param name="Value">The value; NaN where the metric has none.</param>
public readonly record struct MetricValue(string Name, double Value);

/// <summary>Metrics that were measured together, in order. Equal if all names and values are.</summary>
public readonly struct MetricValues : IReadOnlyList<MetricValue>, IEquatable<MetricValues>
{
    private readonly MetricValue[]? _values;

    /// <summary>Keeps a copy.</summary>
    public MetricValues(params ReadOnlySpan<MetricValue> values) => _values = values.ToArray();

    /// <inheritdoc />
    public int Count => Values.Length;

    private MetricValue[] Values => _values ?? [];

    /// <inheritdoc />
    public MetricValue this[int index] => Values[index];

    /// <summary>The value of a metric; null if it is not among these.</summary>
    /// <param name="name">The name of the metric.</param>
    public double? Find(string name)
    {
        foreach (MetricValue value in Values)
        {
            if (value.Name == name)
            {
                return value.Value;
            }
        }

        return null;
    }

    /// <inheritdoc />
    public IEnumerator<MetricValue> GetEnumerator() => Values.AsEnumerable().GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public bool Equals(MetricValues other) => Values.AsSpan().SequenceEqual(other.Values);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is MetricValues other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);

    /// <summary>Whether all names and values are equal.</summary>
    public static bool operator ==(MetricValues left, MetricValues right) => left.Equals(right);

    /// <summary>Whether a name or a value differs.</summary>
    public static bool operator !=(MetricValues left, MetricValues right) => !left.Equals(right);
}
