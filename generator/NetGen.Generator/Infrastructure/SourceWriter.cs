using System.Text;

namespace NetGen.Generator;

/// <summary>Writes indented lines that end with \n on every system.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void WriteLine(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
    }

    public void OpenBlock()
    {
        WriteLine("{");
        _depth++;
    }

    public void OpenBlock(string header)
    {
        WriteLine(header);
        OpenBlock();
    }

    public void CloseBlock()
    {
        _depth--;
        WriteLine("}");
    }

    public override string ToString() => _text.ToString();
}
