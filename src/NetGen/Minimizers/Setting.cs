using System;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Passes the value of a property through, or refuses it by the property's name.</summary>
internal static class Setting
{
    internal static int AtLeast(int least, int value, [CallerMemberName] string name = "") =>
        value >= least ? value : throw Refused(name, value, $"at least {least}");

    internal static double Positive(double value, [CallerMemberName] string name = "") =>
        value > 0 && double.IsFinite(value) ? value : throw Refused(name, value, "a finite number above 0");

    internal static T Defined<T>(T value, [CallerMemberName] string name = "")
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw Refused(name, value, "a value of the enumeration");

    internal static ArgumentOutOfRangeException Refused(string name, object value, string expected) =>
        new(name, value, FormattableString.Invariant($"{name} is {value}; expected {expected}."));
}
