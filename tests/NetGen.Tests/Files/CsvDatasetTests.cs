using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NetGen.Data;
using Xunit;

namespace NetGen.Tests.Files;

public class CsvDatasetTests
{
    [Fact]
    public void Iris_IsReadWhole()
    {
        Dataset iris = CsvDataset.Load(Path.Combine(AppContext.BaseDirectory, "Files", "iris.csv"));
        Assert.Equal((150, 4, 3), (iris.Rows, iris.FeatureCount, iris.ClassCount));
        Assert.Equal([50, 50, 50], iris.CountClasses());
        Assert.Equal(["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"], iris.FeatureNames);
        Assert.Null(iris.ClassNames);
        Assert.Equal([5.1f, 3.5f, 1.4f, 0.2f], iris[0].Features.ToArray());
        Assert.Equal([5.9f, 3f, 5.1f, 1.8f], iris[149].Features.ToArray());
        Assert.Equal((0, 2), (iris[0].Label, iris[149].Label));

        // The means of the data set as it is published.
        Assert.Equal([5.843333f, 3.057333f, 3.758f, 1.199333f], FeatureScaling.Standardize(iris).Offset, (a, b) => MathF.Abs(a - b) < 1e-5f);
    }

    [Fact]
    public void ColumnsAreChosenByName()
    {
        const string Text = "id,y,a,b,kind\n1,10,1.5,2,cat\n2,20,3,4e-1,ant\n";
        Dataset labels = Load(Text, new CsvOptions { LabelColumn = "kind", FeatureColumns = ["b", "a"] });
        Assert.Equal([2f, 1.5f, 0.4f, 3f], labels.Features.ToArray());
        Assert.Equal(["b", "a"], labels.FeatureNames);
        Assert.Equal([1, 0], labels.Labels.ToArray());
        Assert.Equal(["ant", "cat"], labels.ClassNames);

        Dataset targets = Load(Text, new CsvOptions { TargetColumns = ["a", "y"], IgnoredColumns = ["id", "kind"] });
        Assert.Equal([2f, 0.4f], targets.Features.ToArray());
        Assert.Equal([1.5f, 10f, 3f, 20f], targets.Targets.ToArray());
        Assert.Equal(["a", "y"], targets.ClassNames);

        Assert.Equal([0, 1], Load("k,x\n0,5\n1,6\n", new CsvOptions { LabelColumn = "k" }).Labels.ToArray());
    }

    [Theory]
    [InlineData("0 2 1", "0 2 1", 3, null)]
    [InlineData("0 3", "0 3", 4, null)]
    [InlineData("1.0 0.0", "1 0", 2, null)]
    [InlineData("-1 1 -1", "0 1 0", 2, "-1 1")]
    [InlineData("10 -2 9", "2 0 1", 3, "-2 9 10")]
    [InlineData("b a b", "1 0 1", 2, "a b")]
    [InlineData("b 1 2", "2 0 1", 3, "1 2 b")]
    [InlineData("b B", "1 0", 2, "B b")]
    public void LabelsAreIndicesOrSortedNames(string cells, string labels, int classes, string? names)
    {
        Dataset data = Load("x,y\n" + string.Concat(cells.Split(' ').Select(cell => $"1,{cell}\n")));
        Assert.Equal(labels.Split(' ').Select(label => int.Parse(label, CultureInfo.InvariantCulture)), data.Labels.ToArray());
        Assert.Equal(classes, data.ClassCount);
        Assert.Equal(names?.Split(' '), data.ClassNames);
    }

    [Fact]
    public void GivenClassNames_NumberTheClasses()
    {
        CsvOptions options = new() { ClassNames = ["low", "high", "none"] };
        Dataset data = Load("x,y\n1,high\n2,low\n", options);
        Assert.Equal([1, 0], data.Labels.ToArray());
        Assert.Equal((3, 3), (data.ClassCount, data.ClassNames!.Count));
        Bad("CSV, line 3, column 'y': 'mid' is none of the classes low, high, none.", "x,y\n1,high\n1,mid\n", options);
    }

    [Fact]
    public void NumbersAreTheSameInEveryCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("sv-SE");
            Assert.Equal([1.5f, -2f], Load("a,b,y\n1.5,-2,0\n").Features.ToArray());
            Bad("column 'a': '1,5' is not a number", "a;y\n1,5;0\n", new CsvOptions { Delimiter = ";" });
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void QuotesBlanksAndLineEnds_AreUnderstood()
    {
        Dataset data = Load("\"a, the first\" , b ,\"na\"\"me\"\r\n \"1\" , 2 , \"x, y\" \r\n\r\n3,4,\"line one\nline two\"\r\n");
        Assert.Equal(["a, the first", "b"], data.FeatureNames);
        Assert.Equal([1f, 2f, 3f, 4f], data.Features.ToArray());
        Assert.Equal(["line one\nline two", "x, y"], data.ClassNames);
        Assert.Equal([1f], Load("a\ty\n1\t0", new CsvOptions { Delimiter = "\t" }).Features.ToArray());
    }

    [Fact]
    public void AByteOrderMark_IsNoPartOfTheHeader()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "a,y\n1,0\n", new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            Assert.Equal(["a"], CsvDataset.Load(path).FeatureNames);
            File.WriteAllText(path, "a,y\n1,\n");
            InvalidDataException exception = Assert.Throws<InvalidDataException>(() => CsvDataset.Load(path));
            Assert.Equal($"{Path.GetFileName(path)}, line 2, column 'y': the cell is empty.", exception.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("a,b,y\n1,2,0\n1,,0\n", "CSV, line 3, column 'b': the cell is empty.")]
    [InlineData("a,b,y\n1,2,0\n\n\n1,  ,0\n", "CSV, line 5, column 'b': the cell is empty.")]
    [InlineData("a,b,y\n1,2,0\n1,2,\n", "CSV, line 3, column 'y': the cell is empty.")]
    [InlineData("a,b,y\n1,two,0\n", "CSV, line 2, column 'b': 'two' is not a number.")]
    [InlineData("a,b,y\n1,NaN,0\n", "CSV, line 2, column 'b': 'NaN' is not a finite 32-bit number.")]
    [InlineData("a,b,y\n1,1e39,0\n", "CSV, line 2, column 'b': '1e39' is not a finite 32-bit number.")]
    [InlineData("a,b,y\n1,2,0\n1,2\n", "CSV, line 3: the header has 3 columns, this row 2.")]
    [InlineData("a,b,y\n1,2,0,4\n", "CSV, line 2: the header has 3 columns, this row 4.")]
    [InlineData("a,a,y\n1,2,0\n", "CSV, line 1, column 'a': columns 1 and 2 have the same name.")]
    [InlineData("a,,y\n1,2,0\n", "CSV, line 1: column 2 has no name; name the columns to read in the options.")]
    [InlineData("y\n1\n", "CSV, line 1: no column is left for the features.")]
    [InlineData("a,y\n", "CSV: there is no row after the header.")]
    [InlineData("", "CSV: the file is empty; a header line is needed.")]
    [InlineData("a,y\n1,0.5\n", "CSV, line 2, column 'y': '0.5' is not a class; for regression set TargetColumns.")]
    [InlineData("a,y\n1,0\n1,70000\n", "CSV, line 3, column 'y': '70000' is too large for a class index; set ClassNames to number the classes.")]
    [InlineData("a,y\n1\"2,0\n", "CSV, line 2: a quote stands where none is allowed, or is not closed.")]
    [InlineData("a,y\n\"x\ny\",0\n", "CSV, line 2, column 'a': 'x\ny' is not a number.")]
    [InlineData("a,y\n1,0\n\"2,0\n3,0\n", "CSV, lines 3 to 5: a quote stands where none is allowed, or is not closed.")]
    public void WhatIsWrong_IsSaidWithLineAndColumn(string text, string message) => Bad(message, text);

    [Fact]
    public void WrongColumnsInTheOptions_AreNamed()
    {
        const string Text = "a,b,y\n1,2,0\n";
        Bad("there is no column 'z'; the header has a, b, y.", Text, new CsvOptions { LabelColumn = "z" });
        Bad("there is no column 'z'", Text, new CsvOptions { FeatureColumns = ["a", "z"] });
        Bad("there is no column 'z'", Text, new CsvOptions { TargetColumns = ["z"] });
        Bad("there is no column 'z'", Text, new CsvOptions { IgnoredColumns = ["z"] });
        Bad("column 'a': the options use it twice", Text, new CsvOptions { FeatureColumns = ["a", "b", "a"] });
        Bad("column 'y': the options use it twice", Text, new CsvOptions { FeatureColumns = ["a", "y"] });
        Refused("Delimiter", new CsvOptions { Delimiter = "" });
        Refused("names no column", new CsvOptions { TargetColumns = [] });
        Refused("goes neither with", new CsvOptions { TargetColumns = ["a"], LabelColumn = "b" });
        Refused("has a name twice", new CsvOptions { ClassNames = ["a", "a"] });
    }

    [Fact]
    public void TheReader_StaysOpen()
    {
        using StringReader reader = new("a,y\n1,0\n");
        CsvDataset.Load(reader);
        Assert.Equal(-1, reader.Read());
    }

    private static Dataset Load(string text, CsvOptions? options = null) => CsvDataset.Load(new StringReader(text), options);

    private static void Bad(string message, string text, CsvOptions? options = null) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Load(text, options)).Message, StringComparison.Ordinal);

    private static void Refused(string message, CsvOptions options) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(nameof(options), () => Load("a,y\n1,0\n", options)).Message, StringComparison.Ordinal);
}
