using System.Diagnostics;
using System.Reflection;
using Diglot.Golden.Cases;

namespace Diglot.Golden.Running;

/// <summary>Walks the cases, tries each, prints a table by kind and closes with one line of counts.</summary>
public static class GoldenRun
{
    /// <summary>Runs what the arguments ask for.</summary>
    /// <returns>0 where nothing failed, 1 where something did, 2 for unusable arguments.</returns>
    public static int Run(string[] arguments)
    {
        GoldenOptions options;
        List<GoldenCase> cases;
        try
        {
            options = GoldenOptions.Parse(arguments);
            cases = [.. CaseFinder.Find(options.Root).Where(options.Includes)];
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

        if (options.Help)
        {
            Console.WriteLine(GoldenOptions.Usage);
            return 0;
        }

        var judges = Assembly.GetExecutingAssembly().GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IJudge)))
            .Select(type => (IJudge)Activator.CreateInstance(type)!)
            .SelectMany(judge => judge.Keys.Select(key => (key, judge)))
            .ToDictionary(entry => entry.key, entry => entry.judge);

        var outcomes = new List<Outcome>();
        foreach (var golden in cases)
        {
            var clock = Stopwatch.StartNew();
            var verdict = judges.TryGetValue(golden.Key, out var judge) ? Try(judge, golden) : Verdict.NotClaimed($"nothing tries cases of the kind {golden.Key} yet");
            if (verdict.Claimed || !options.Claimed)
            {
                outcomes.Add(new(golden.Kind, golden.Name, verdict, clock.Elapsed.TotalMilliseconds));
            }
        }

        return Report.Write(outcomes, options);
    }

    private static Verdict Try(IJudge judge, GoldenCase golden)
    {
        var comparison = new Comparison(golden.AbsoluteTolerance, golden.RelativeTolerance);
        try
        {
            judge.Judge(golden, comparison);
        }
        catch (UnclaimedException exception)
        {
            return Verdict.NotClaimed(exception.Message);
        }
        catch (NotSupportedException exception)
        {
            return new(Status.Refused, Reason: exception.Message);
        }
        catch (Exception exception)
        {
            var at = exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim();
            return new(Status.Failed, Reason: $"{exception.GetType().Name}: {exception.Message} {at}");
        }

        return comparison switch
        {
            { Problem: { } problem } => new(Status.Failed, comparison.LargestAbsolute, comparison.LargestRelative, problem),
            { Compared: 0 } => new(Status.Failed, Reason: "nothing was compared"),
            _ => new(Status.Passed, comparison.LargestAbsolute, comparison.LargestRelative),
        };
    }
}
