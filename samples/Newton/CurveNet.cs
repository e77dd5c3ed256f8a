using NetGen;

namespace Newton;

/// <summary>A curve y(x): ten tanh units, mean squared error, with Hessian products and those of the residuals' Jacobian.</summary>
[Network(1, SecondOrder = true)]
[Dense(10, Activation.Tanh)]
[Dense(1)]
public sealed partial class CurveNet;
