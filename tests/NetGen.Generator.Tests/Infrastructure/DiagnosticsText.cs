using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>Diagnostics in the form in which Verify.SourceGenerators prints them.</summary>
internal static class DiagnosticsText
{
    public static string Of(IEnumerable<Diagnostic> diagnostics)
    {
        string items = string.Join(",\n", diagnostics.Select(Of));
        return $"{{\n  Diagnostics: [\n{items}\n  ]\n}}";
    }

    private static string Of(Diagnostic diagnostic)
    {
        DiagnosticDescriptor descriptor = diagnostic.Descriptor;
        var text = new StringBuilder();
        text.Append("    {\n");
        Append(text, 6, "Location", diagnostic.Location.GetMappedLineSpan().ToString());
        Append(text, 6, "Message", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Append(text, 6, "Severity", diagnostic.Severity.ToString());
        if (diagnostic.WarningLevel > 0)
        {
            Append(text, 6, "WarningLevel", diagnostic.WarningLevel.ToString(CultureInfo.InvariantCulture));
        }

        text.Append("      Descriptor: {\n");
        Append(text, 8, "Id", descriptor.Id);
        Append(text, 8, "Title", descriptor.Title.ToString(CultureInfo.InvariantCulture));
        Append(text, 8, "Description", descriptor.Description.ToString(CultureInfo.InvariantCulture));
        Append(text, 8, "HelpLink", descriptor.HelpLinkUri);
        Append(text, 8, "MessageFormat", descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture));
        Append(text, 8, "Category", descriptor.Category);
        Append(text, 8, "DefaultSeverity", descriptor.DefaultSeverity.ToString());
        text.Append("        IsEnabledByDefault: ").Append(descriptor.IsEnabledByDefault ? "true" : "false");
        string[] tags = [.. descriptor.CustomTags];
        if (tags.Length > 0)
        {
            text.Append(",\n        CustomTags: [\n          ").AppendJoin(",\n          ", tags).Append("\n        ]");
        }

        return text.Append("\n      }\n    }").ToString();
    }

    private static void Append(StringBuilder text, int indent, string name, string value)
        => text.Append(' ', indent).Append(name).Append(": ").Append(value).Append(",\n");
}
