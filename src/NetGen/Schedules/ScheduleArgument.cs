using System;

namespace NetGen;

/// <summary>Checks the settings of schedules.</summary>
internal static class ScheduleArgument
{
    internal static double Duration(double epochs, string name) => double.IsFinite(epochs) && epochs > 0
        ? epochs
        : throw new ArgumentOutOfRangeException(name, epochs, $"{name} must be finite and above 0.");

    internal static float Factor(float factor, string name) => factor is > 0f and <= 1f
        ? factor
        : throw new ArgumentOutOfRangeException(name, factor, $"{name} must be above 0 and at most 1.");

    internal static ScheduleInterval Interval(ScheduleInterval interval, string name) => Enum.IsDefined(interval)
        ? interval
        : throw new ArgumentOutOfRangeException(name, interval, $"{name} is not a defined interval.");
}
