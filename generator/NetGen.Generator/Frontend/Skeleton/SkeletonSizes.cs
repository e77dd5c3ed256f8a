using System.Collections.Generic;
using System.Linq;

namespace NetGen.Generator;

/// <summary>
/// The constants of a wrong network, as far as its declaration tells. At least 1 each, and with no overflow in their product, because code
/// elsewhere may divide by them or multiply them in constant expressions.
/// </summary>
internal readonly record struct SkeletonSizes(int Inputs, int Outputs, int Parameters)
{
    private const int Largest = 1 << 15;

    public static SkeletonSizes Of(NetworkSettings settings, IEnumerable<LayerDeclaration> layers)
    {
        int inputs = OrOne(settings.InputSize);
        int size = inputs;
        long parameters = 0;
        foreach (LayerModel layer in layers.Select(l => l.Model))
        {
            if (layer is DenseModel dense)
            {
                int units = OrOne(dense.Units);
                parameters += ((long)size + (dense.UseBias ? 1 : 0)) * units;
                size = units;
            }
            else if (layer is LayerNormModel or BatchNormModel)
            {
                parameters += 2L * size;
            }
        }

        return new SkeletonSizes(inputs, size, parameters is >= 1 and <= int.MaxValue ? (int)parameters : 1);
    }

    private static int OrOne(int size) => size is >= 1 and <= Largest ? size : 1;
}
