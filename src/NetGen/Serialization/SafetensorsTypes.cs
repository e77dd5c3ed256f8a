namespace NetGen.Serialization;

/// <summary>The element types of the safetensors format.</summary>
internal static class SafetensorsTypes
{
    /// <summary>Gives the size of an element in bits; some types share bytes between elements.</summary>
    public static bool TryGetBits(string dtype, out int bits)
    {
        bits = dtype switch
        {
            "F4" => 4,
            "F6_E2M3" or "F6_E3M2" => 6,
            "BOOL" or "U8" or "I8" => 8,
            "F8_E5M2" or "F8_E4M3" or "F8_E8M0" or "F8_E4M3FNUZ" or "F8_E5M2FNUZ" => 8,
            "U16" or "I16" or "F16" or "BF16" => 16,
            "U32" or "I32" or SafetensorsTensor.F32 => 32,
            "U64" or "I64" or "F64" or "C64" => 64,
            _ => 0,
        };
        return bits != 0;
    }
}
