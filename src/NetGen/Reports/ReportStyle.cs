namespace NetGen;

/// <summary>The style sheet of a report: readable in light, in dark and on paper.</summary>
internal static class ReportStyle
{
    internal const string Css = """

        :root { color-scheme: light dark; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --ground: #ffffff; --first: #0b63c5; --second: #b35900; --cell: 11, 99, 197; --miss: 196, 60, 30; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa5b1; --line: #3d444d; --ground: #12161c; --first: #6cb0ff; --second: #f0a657; --cell: 64, 140, 230; --miss: 226, 95, 70; } }
        body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        h1 { font-size: 1.6rem; margin-bottom: 0; }
        h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; border-bottom: 1px solid var(--line); }
        p { margin: 0.4rem 0; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)); gap: 1rem; margin-top: 1rem; }
        figure { margin: 0; }
        figcaption { font-weight: 600; }
        svg { width: 100%; height: auto; }
        svg text { fill: var(--soft); font-size: 11px; }
        .grid { stroke: var(--line); stroke-width: 1; }
        .best { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 3; }
        .first { stroke: var(--first); } .second { stroke: var(--second); stroke-dasharray: 6 3; }
        .curve { fill: none; stroke-width: 1.8; }
        .point { stroke: none; } .point.first { fill: var(--first); } .point.second { fill: var(--second); }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: 0.2rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        th { color: var(--soft); font-weight: 600; }
        .number { text-align: right; white-space: nowrap; }
        .hit { background: rgba(var(--cell), var(--share)); } .miss { background: rgba(var(--miss), var(--share)); }

        """;
}
