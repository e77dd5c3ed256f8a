using System;

namespace NetGen;

/// <summary>Base of all layer attributes. Layers apply in source order; the first is <c>layer1</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute;
