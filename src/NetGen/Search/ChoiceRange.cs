using System;
using System.Collections.Generic;

namespace NetGen;

/// <summary>Some values with labels.</summary>
internal sealed class ChoiceRange<T> : SearchRange<T>
{
    private readonly KeyValuePair<string, T>[] _choices;

    internal ChoiceRange(string name, KeyValuePair<string, T>[] choices, string argument)
        : base(name)
    {
        if (choices.Length == 0)
        {
            throw new ArgumentException($"The choice '{name}' has no values.", argument);
        }

        _choices = choices;
    }

    internal override SearchValue Draw(ref Xoshiro256 random) => At(random.NextInt(_choices.Length));

    internal override SearchValue[] Grid(int points)
    {
        SearchValue[] values = new SearchValue[_choices.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = At(i);
        }

        return values;
    }

    private SearchValue At(int index) => new(_choices[index].Value, _choices[index].Key);
}
