using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace NetGen.Generator;

/// <summary>
/// Writes indented C#. Lines end in <c>\n</c> on every system, and no line ends in a space. Interpolated text takes strings, characters and
/// whole numbers; anything whose text could depend on the culture does not compile: use <see cref="Literals"/>.
/// </summary>
internal sealed class SourceWriter
{
    private const int SpacesPerLevel = 4;

    private readonly StringBuilder _text = new();
    private int _level;
    private bool _isLineOpen;

    /// <summary>Number of levels that the next line is indented by.</summary>
    public int Level => _level;

    /// <summary>Ends the line.</summary>
    public void WriteLine()
    {
        _text.Append('\n');
        _isLineOpen = false;
    }

    /// <summary>Writes text, each of its lines indented, and ends the line.</summary>
    public void WriteLine(string text)
    {
        Write(text);
        WriteLine();
    }

    /// <inheritdoc cref="WriteLine(string)"/>
    public void WriteLine([InterpolatedStringHandlerArgument("")] ref Handler text)
    {
        _ = text;
        WriteLine();
    }

    /// <summary>Writes lines.</summary>
    public void WriteLines(params string[] lines)
    {
        foreach (string line in lines)
        {
            WriteLine(line);
        }
    }

    /// <summary>Writes text, each of its lines indented.</summary>
    public void Write(string text)
    {
        int start = 0;
        while (true)
        {
            int end = text.IndexOf('\n', start);
            Append(text, start, end < 0 ? text.Length : end);
            if (end < 0)
            {
                return;
            }

            WriteLine();
            start = end + 1;
        }
    }

    /// <inheritdoc cref="Write(string)"/>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The handler is made with the instance and writes to it.")]
    public void Write([InterpolatedStringHandlerArgument("")] ref Handler text) => _ = text;

    /// <summary>Writes a header line, if one is given, and an opening brace; what follows is one level deeper.</summary>
    public void OpenBlock(string header = "")
    {
        if (header.Length > 0)
        {
            WriteLine(header);
        }

        WriteLine("{");
        _level++;
    }

    /// <inheritdoc cref="OpenBlock(string)"/>
    public void OpenBlock([InterpolatedStringHandlerArgument("")] ref Handler header)
    {
        _ = header;
        WriteLine();
        OpenBlock();
    }

    /// <summary>Writes the closing brace of the innermost block.</summary>
    /// <param name="suffix">What follows the brace, such as <c>;</c>.</param>
    public void CloseBlock(string suffix = "")
    {
        if (_level == 0)
        {
            throw new InvalidOperationException("No block is open.");
        }

        _level--;
        WriteLine("}" + suffix);
    }

    /// <summary>Closes all blocks that were opened beyond a level.</summary>
    public void CloseBlocks(int level = 0)
    {
        while (_level > level)
        {
            CloseBlock();
        }
    }

    /// <summary>Makes what follows one level deeper, without a brace.</summary>
    public void Indent() => _level++;

    /// <summary>Takes one <see cref="Indent"/> back.</summary>
    public void Outdent() => _level--;

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();

    private void Append(string text, int start, int end)
    {
        if (end > start && text[end - 1] == '\r')
        {
            end--;
        }

        if (end == start)
        {
            return;
        }

        if (!_isLineOpen)
        {
            _text.Append(' ', _level * SpacesPerLevel);
            _isLineOpen = true;
        }

        _text.Append(text, start, end - start);
    }

    /// <summary>Takes the parts of an interpolated string, straight into the writer.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly SourceWriter _writer;

        public Handler(int literalLength, int formattedCount, SourceWriter writer)
        {
            _ = literalLength;
            _ = formattedCount;
            _writer = writer;
        }

        public void AppendLiteral(string text) => _writer.Write(text);

        public void AppendFormatted(string? text) => _writer.Write(text ?? "");

        public void AppendFormatted(char c) => _writer.Write(c.ToString());

        public void AppendFormatted(int number) => _writer.Write(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(long number) => _writer.Write(number.ToString(CultureInfo.InvariantCulture));
    }
}
