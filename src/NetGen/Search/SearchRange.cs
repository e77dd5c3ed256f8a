using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>The values that one hyperparameter may take. Immutable; make it with the methods here, and read a trial's value with <see cref="Trial.Get"/>.</summary>
public abstract class SearchRange
{
    private protected SearchRange(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>The hyperparameter's name: the title of its column.</summary>
    public string Name { get; }

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    /// <param name="name">The hyperparameter's name.</param>
    /// <param name="low">The smallest value, finite.</param>
    /// <param name="high">The largest value, greater than <paramref name="low"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or not finite.</exception>
    public static SearchRange<double> Uniform(string name, double low, double high) => new RealRange(name, low, high, isLogarithmic: false);

    /// <summary>exp(u), u uniform in [ln <paramref name="low"/>, ln <paramref name="high"/>]: each power of ten is as likely as the next. For learning rates and penalties.</summary>
    /// <param name="name">The hyperparameter's name.</param>
    /// <param name="low">The smallest value, above 0.</param>
    /// <param name="high">The largest value, greater than <paramref name="low"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty, not finite, or not above 0.</exception>
    public static SearchRange<double> LogUniform(string name, double low, double high) => new RealRange(name, low, high, isLogarithmic: true);

    /// <summary>Whole numbers from <paramref name="low"/> to <paramref name="high"/>, both included, equally likely.</summary>
    /// <param name="name">The hyperparameter's name.</param>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The largest value, at least <paramref name="low"/>; fewer than 2^31 values.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or has too many values.</exception>
    public static SearchRange<int> UniformInteger(string name, int low, int high) => new IntegerRange(name, low, high);

    /// <summary>
    /// Whole numbers from <paramref name="low"/> to <paramref name="high"/>, both included: exp(u) rounded, u uniform in [ln (low - 1/2), ln (high + 1/2)].
    /// </summary>
    /// <param name="name">The hyperparameter's name.</param>
    /// <param name="low">The smallest value, at least 1.</param>
    /// <param name="high">The largest value, at least <paramref name="low"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or not above 0.</exception>
    public static SearchRange<int> LogUniformInteger(string name, int low, int high) => new LogIntegerRange(name, low, high);

    /// <summary>One of some values, equally likely.</summary>
    /// <param name="name">The hyperparameter's name.</param>
    /// <param name="values">At least one; tables show their <c>ToString</c>.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static SearchRange<T> Choice<T>(string name, params ReadOnlySpan<T> values)
    {
        KeyValuePair<string, T>[] choices = new KeyValuePair<string, T>[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            choices[i] = new(SearchText.Of(values[i]), values[i]);
        }

        return new ChoiceRange<T>(name, choices, nameof(values));
    }

    /// <summary>One of some values with labels, equally likely.</summary>
    /// <param name="name">The hyperparameter's name.</param>
    /// <param name="values">At least one; tables show the labels.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static SearchRange<T> LabelledChoice<T>(string name, params ReadOnlySpan<(string Label, T Value)> values)
    {
        KeyValuePair<string, T>[] choices = new KeyValuePair<string, T>[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            ArgumentException.ThrowIfNullOrEmpty(values[i].Label, nameof(values));
            choices[i] = new(values[i].Label, values[i].Value);
        }

        return new ChoiceRange<T>(name, choices, nameof(values));
    }

    /// <summary>One of some network types, since sizes are compiled: each makes a network from a seed.</summary>
    /// <param name="name">The hyperparameter's name.</param>
    /// <param name="types">At least one, such as <c>("16 units", seed => new Small(seed))</c>.</param>
    /// <exception cref="ArgumentException">There is no type, or one has no label or factory.</exception>
    public static SearchRange<Func<ulong, INetwork>> Networks(string name, params ReadOnlySpan<(string Label, Func<ulong, INetwork> Create)> types)
    {
        foreach ((_, Func<ulong, INetwork> create) in types)
        {
            ArgumentNullException.ThrowIfNull(create, nameof(types));
        }

        return LabelledChoice(name, types);
    }

    internal abstract SearchValue Draw(ref Xoshiro256 random);

    /// <summary>Values for a grid: all of a choice, else at most <paramref name="points"/>, evenly spread with both ends.</summary>
    internal abstract SearchValue[] Grid(int points);
}

/// <summary>The values that one hyperparameter of type <typeparamref name="T"/> may take.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class SearchRange<T> : SearchRange
{
    private protected SearchRange(string name)
        : base(name)
    {
    }
}
