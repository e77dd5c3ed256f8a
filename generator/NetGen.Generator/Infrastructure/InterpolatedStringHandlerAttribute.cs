namespace System.Runtime.CompilerServices;

/// <summary>Lets netstandard2.0 compile interpolated string handlers.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute;
