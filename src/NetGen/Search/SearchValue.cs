namespace NetGen;

/// <summary>A value drawn from a <see cref="SearchRange"/>, and how a table shows it.</summary>
internal readonly record struct SearchValue(object? Value, string Text);
