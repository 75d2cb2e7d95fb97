using Diglot.Bench.Running;
using Diglot.Bench.Suites;

const string Help = """
    Benchmarks through the public faces. Slow figures are reported, never an error.

      dotnet run -c Release --project bench/Diglot.Bench -- SUITE... [options]

    Suites
      lenet      seconds an epoch (938 batches of 64) of LeNet-5 training, Keras and PyTorch style, 1 and 2 threads; bytes allocated a step
      infer      LeNet-5 inference, microseconds a call at batch 1 and an image at batch 256, 1 thread
      matmul     float32 matrix products, 1 thread, and their share of the measured peak of fused multiply-adds
      all        all of them

    Options
      --json          standard output is one JSON list of {name, threads, median, best, unit, yardstick, ratio}; progress goes to standard error
      --rounds N      interleaved rounds, default 5
      --steps N       training steps measured a round, default 938, an epoch
      --no-yardstick  do not run PyTorch in between
    """;

if (!BenchOptions.TryParse(args, out var options, out var problem))
{
    Console.Error.WriteLine($"{problem}\n\n{Help}");
    return 2;
}

if (options.Suites.Count == 0)
{
    Console.WriteLine(Help);
    return 0;
}

using var yardstick = options.WithYardstick ? Yardstick.TryStart() : null;
if (options.WithYardstick && yardstick is null && options.Suites.Any(suite => suite is "lenet" or "infer"))
{
    Console.Error.WriteLine("No Python with PyTorch found (apt-get install python3-torch libopenblas0-pthread): no yardstick, no ratios.");
}

var results = new List<Measurement>();
foreach (var suite in options.Suites)
{
    Console.Error.WriteLine($"{suite} ...");
    results.AddRange(suite switch
    {
        "lenet" => [.. TrainingSuite.Run(options, yardstick), .. AllocationSuite.Run(options)],
        "infer" => InferenceSuite.Run(options, yardstick),
        _ => MatmulSuite.Run(options),
    });
}

Console.WriteLine(options.Json ? Report.Json(results) : Report.Table(results));
return 0;
