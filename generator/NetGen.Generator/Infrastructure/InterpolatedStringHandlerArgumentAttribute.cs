namespace System.Runtime.CompilerServices;

/// <summary>Lets netstandard2.0 compile interpolated string handlers that take the instance they write to.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InterpolatedStringHandlerArgumentAttribute(string argument) : Attribute
{
    public string[] Arguments { get; } = [argument];
}
