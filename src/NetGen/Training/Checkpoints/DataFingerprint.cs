using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NetGen;

/// <summary>Tells datasets apart: the first half of the SHA-256 of features, labels or targets, and weights; "none" for none.</summary>
internal static class DataFingerprint
{
    private const int Bytes = 16;

    internal static string Of(Dataset? data)
    {
        if (data is null)
        {
            return "none";
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(data.Features));
        hash.AppendData(data.HasLabels ? MemoryMarshal.AsBytes(data.Labels) : MemoryMarshal.AsBytes(data.Targets));
        hash.AppendData(MemoryMarshal.AsBytes(data.SampleWeights));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, Bytes));
    }
}
