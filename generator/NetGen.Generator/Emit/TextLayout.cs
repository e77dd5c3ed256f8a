using System;
using System.Collections.Generic;
using System.Text;

namespace NetGen.Generator;

/// <summary>
/// The last pass over generated text: lines of readable length, and blank lines where a reader expects them. It adds line ends and spaces
/// only, so the emitters need not count columns.
/// </summary>
internal static class TextLayout
{
    /// <summary>Lines are broken behind this column where they can be.</summary>
    public const int Width = 140;

    private const int Indent = 4;
    private const int FewArguments = 4;

    public static string Run(string text)
    {
        var lines = new List<string>();
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            Append(lines, line);
        }

        var result = new StringBuilder(text.Length);
        foreach (string line in lines)
        {
            result.Append(line).Append('\n');
        }

        return result.ToString();
    }

    private static void Append(List<string> lines, string line)
    {
        string text = line.TrimStart(' ');
        string before = lines.Count > 0 ? lines[lines.Count - 1].TrimStart(' ') : "";
        if (text.Length == 0)
        {
            if (before is not ("" or "{"))
            {
                lines.Add("");
            }

            return;
        }

        bool closes = text[0] == '}';
        if (closes && before.Length == 0 && lines.Count > 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }
        else if (before == "}" && !closes && !text.StartsWith("else", StringComparison.Ordinal))
        {
            lines.Add("");
        }

        int indent = line.Length - text.Length;
        if (line.Length <= Width)
        {
            lines.Add(line);
        }
        else if (text.StartsWith("/// <summary>", StringComparison.Ordinal))
        {
            AppendSummary(lines, indent, text);
        }
        else if (text.StartsWith("//", StringComparison.Ordinal))
        {
            AppendWords(lines, indent, text, "//     ");
        }
        else
        {
            AppendCode(lines, indent, text);
        }
    }

    private static void AppendSummary(List<string> lines, int indent, string text)
    {
        string content = text.Replace("/// <summary>", "").Replace("</summary>", "");
        lines.Add(Spaces(indent) + "/// <summary>");
        AppendWords(lines, indent, "/// " + content, "/// ");
        lines.Add(Spaces(indent) + "/// </summary>");
    }

    private static void AppendWords(List<string> lines, int indent, string text, string continuation)
    {
        while (indent + text.Length > Width && text.LastIndexOf(' ', Width - indent) is int end && end > continuation.Length)
        {
            lines.Add(Spaces(indent) + text.Substring(0, end));
            text = continuation + text.Substring(end + 1);
        }

        lines.Add(Spaces(indent) + text);
    }

    /// <summary>
    /// Breaks behind an arrow, else behind the first opening parenthesis, and there between arguments; behind an assignment where not even what stands before
    /// the arguments fits.
    /// </summary>
    private static void AppendCode(List<string> lines, int indent, string text)
    {
        int arrow = text.IndexOf(" => ", StringComparison.Ordinal);
        int assignment = Math.Max(text.IndexOf(" = ", StringComparison.Ordinal), text.IndexOf(" += ", StringComparison.Ordinal) + 1);
        int open = text.IndexOf('(');
        if (indent + text.Length <= Width || (arrow < 0 && open < 0))
        {
            lines.Add(Spaces(indent) + text);
        }
        else if (arrow >= 0)
        {
            AppendCode(lines, indent, text.Substring(0, arrow + 3));
            AppendCode(lines, indent + Indent, text.Substring(arrow + 4));
        }
        else if (indent + open >= Width && assignment > 0 && assignment < open)
        {
            AppendCode(lines, indent, text.Substring(0, assignment + 2));
            AppendCode(lines, indent + Indent, text.Substring(assignment + 3));
        }
        else
        {
            int close = EndOfArgument(text, open + 1, ')');
            lines.Add(Spaces(indent) + text.Substring(0, open + 1));
            AppendArguments(lines, indent + Indent, text.Substring(open + 1, close - open - 1), text.Substring(close));
        }
    }

    /// <summary>All arguments in one line where there is room; else a line for each of a few, and as many as fit in a line of more.</summary>
    private static void AppendArguments(List<string> lines, int indent, string arguments, string tail)
    {
        List<string> split = Split(arguments);
        split[split.Count - 1] += tail;
        bool fills = split.Count > FewArguments || indent + string.Join(" ", split).Length <= Width;
        string line = "";
        foreach (string argument in split)
        {
            if (line.Length > 0 && (!fills || indent + line.Length + 1 + argument.Length > Width))
            {
                AppendCode(lines, indent, line);
                line = "";
            }

            line += (line.Length > 0 ? " " : "") + argument;
        }

        AppendCode(lines, indent, line);
    }

    /// <summary>The arguments, each with the comma behind it.</summary>
    private static List<string> Split(string arguments)
    {
        var result = new List<string>();
        for (int start = 0; start < arguments.Length;)
        {
            int end = EndOfArgument(arguments, start, ',');
            result.Add(arguments.Substring(start, end - start).Trim() + (end < arguments.Length ? "," : ""));
            start = end + 1;
        }

        return result;
    }

    /// <summary>Where the next terminator outside of all brackets is; the end of the text if there is none.</summary>
    private static int EndOfArgument(string text, int start, char terminator)
    {
        int depth = 0;
        for (int i = start; i < text.Length; i++)
        {
            char c = text[i];
            if (depth == 0 && c == terminator)
            {
                return i;
            }

            // A generic argument list has no space before its brackets, a comparison has.
            bool isGeneric = i > 0 && text[i - 1] != ' ';
            depth += c is '(' or '[' || (c == '<' && isGeneric) ? 1 : c is ')' or ']' || (c == '>' && isGeneric) ? -1 : 0;
        }

        return text.Length;
    }

    private static string Spaces(int count) => new(' ', count);
}
