using Diglot.Tensors.Threading;
using Xunit;

namespace Diglot.Tensors.Tests.Threading;

[Collection(nameof(Workers))]
public sealed class WorkersTests : IDisposable
{
    readonly int before = Workers.Count;

    public void Dispose() => Workers.Count = before;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void For_runs_every_part_once_when_any_number_of_threads_helps(int threads)
    {
        Workers.Count = threads;
        for (int parts = 0; parts < 40; parts++)
        {
            var seen = new int[parts];
            Workers.For(parts, part => Interlocked.Increment(ref seen[part]));
            Assert.All(seen, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void For_finishes_when_many_short_loops_follow_each_other()
    {
        Workers.Count = 3;
        long sum = 0;
        for (int loop = 0; loop < 5000; loop++)
            Workers.For(3, part => Interlocked.Add(ref sum, part));
        Assert.Equal(5000 * 3, sum);
    }

    [Fact]
    public void For_wakes_helpers_when_they_have_gone_to_sleep()
    {
        Workers.Count = 2;
        int sum = 0;
        for (int loop = 0; loop < 5; loop++)
        {
            Workers.For(2, _ => Interlocked.Increment(ref sum));
            Thread.Sleep(5);
        }
        Assert.Equal(10, sum);
    }

    [Fact]
    public void For_runs_inside_a_part_when_loops_are_nested()
    {
        Workers.Count = 3;
        var seen = new int[3 * 5];
        Workers.For(3, outer =>
        {
            int thread = Environment.CurrentManagedThreadId;
            Workers.For(5, inner =>
            {
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
                Interlocked.Increment(ref seen[outer * 5 + inner]);
            });
        });
        Assert.All(seen, times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void For_throws_the_exception_of_the_lowest_part_when_parts_fail(int threads)
    {
        Workers.Count = threads;
        var failure = Assert.Throws<InvalidOperationException>(() => Workers.For(4, part =>
        {
            if (part > 0)
                throw new InvalidOperationException($"part {part}");
        }));
        Assert.Equal("part 1", failure.Message);
        int sum = 0;
        Workers.For(4, _ => Interlocked.Increment(ref sum));
        Assert.Equal(4, sum);
    }

    [Fact]
    public void For_completes_when_two_threads_call_it_at_once()
    {
        Workers.Count = 2;
        int sum = 0;
        var callers = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            for (int loop = 0; loop < 200; loop++)
                Workers.For(4, _ => Interlocked.Increment(ref sum));
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());
        Assert.Equal(3 * 200 * 4, sum);
    }

    [Fact]
    public void For_allocates_nothing_when_the_body_is_a_struct()
    {
        Workers.Count = 2;
        int[] cells = new int[4];
        var body = new Mark { Cells = cells };
        Workers.For(4, ref body);
        long start = GC.GetAllocatedBytesForCurrentThread();
        for (int loop = 0; loop < 100; loop++)
            Workers.For(4, ref body);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - start, 0, 1000);
        Assert.All(cells, cell => Assert.Equal(101, cell));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Count_refuses_a_value_outside_its_range(int value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Workers.Count = value);

    [Fact]
    public void Chunks_cover_the_range_once_for_every_length()
    {
        for (int length = 0; length < 50; length++)
        {
            var chunks = new Chunks(length, 7);
            nint next = 0;
            for (int i = 0; i < chunks.Count; i++)
            {
                Assert.Equal(next, chunks.Start(i));
                Assert.InRange(chunks.End(i) - chunks.Start(i), 1, 7);
                next = chunks.End(i);
            }
            Assert.Equal(length, next);
        }
    }

    struct Mark : IParallelBody
    {
        internal int[] Cells;

        public readonly void Invoke(int part) => Cells[part]++;
    }
}
