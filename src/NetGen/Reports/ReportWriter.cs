using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Xml;

namespace NetGen;

/// <summary>Writes HTML that is well-formed XML too. All text is escaped; characters that no document may hold become U+FFFD.</summary>
internal sealed class ReportWriter : IDisposable
{
    private readonly XmlWriter _xml;

    internal ReportWriter(Stream stream)
    {
        _xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            OmitXmlDeclaration = true,
            Indent = true,
            IndentChars = " ",
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.None,
        });
        _xml.WriteDocType("html", null, null, null);
    }

    public void Dispose() => _xml.Dispose();

    internal static string Number(double value, string format = "G5") => value.ToString(format, CultureInfo.InvariantCulture);

    internal static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>An element around what <paramref name="content"/> writes.</summary>
    internal void Element(string name, Action content, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Open(name, attributes);
        content();
        Close();
    }

    /// <summary>An element around a text.</summary>
    internal void Element(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Open(name, attributes);
        _xml.WriteString(Clean(text));
        Close();
    }

    /// <summary>An element without an end tag in HTML.</summary>
    internal void Void(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Open(name, attributes);
        _xml.WriteEndElement();
    }

    /// <summary>An svg element and what is in it.</summary>
    internal void Svg(Action content, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes(attributes);
        content();
        Close();
    }

    /// <summary>A line of a table: a heading and one value.</summary>
    internal void Row(string heading, string value) => Element("tr", () =>
    {
        Element("th", heading);
        Element("td", value);
    });

    private static string Clean(string text)
    {
        StringBuilder? clean = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                clean ??= new StringBuilder(text);
                clean[i] = '\uFFFD';
            }
        }

        return clean?.ToString() ?? text;
    }

    private void Open(string name, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        // SVG elements take the namespace of the svg around them.
        string? scope = _xml.LookupPrefix("http://www.w3.org/2000/svg");
        _xml.WriteStartElement(name, scope is null ? null : "http://www.w3.org/2000/svg");
        Attributes(attributes);
    }

    private void Attributes(ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach ((string name, string value) in attributes)
        {
            _xml.WriteAttributeString(name, Clean(value));
        }
    }

    // Browsers do not know <td />: only elements without content may end like that.
    private void Close() => _xml.WriteFullEndElement();
}
