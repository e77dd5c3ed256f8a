using System;
using System.Globalization;
using Xunit;

namespace NetGen.Generator.Tests;

/// <summary>Cultures in which careless formatting breaks.</summary>
internal static class Cultures
{
    /// <summary>Runs an action under a culture whose minus is U+2212 and whose decimal separator is a comma, and under the real ones that come close.</summary>
    public static void UnderEach(Action action)
    {
        var minus = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        minus.NumberFormat.NegativeSign = "\u2212";
        minus.NumberFormat.NumberDecimalSeparator = ",";
        minus.NumberFormat.NumberGroupSeparator = ".";
        Assert.Equal("\u22121,5", (-1.5).ToString(minus));
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (CultureInfo culture in new[] { minus, CultureInfo.GetCultureInfo("sv-SE"), CultureInfo.GetCultureInfo("tr-TR"), CultureInfo.GetCultureInfo("ar-SA") })
            {
                CultureInfo.CurrentCulture = culture;
                action();
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
