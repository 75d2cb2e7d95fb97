using System.Runtime.InteropServices;

namespace Diglot.Formats.Pickle;

/// <summary>The stack machine that a pickle is a program for, reduced to its instructions that make data.</summary>
internal sealed partial class PickleMachine(PickleInput input, PickleResolver resolver)
{
    /// <summary>The whole numbers of one byte, which most are: one object each for all their uses.</summary>
    private static readonly object[] SmallNumbers = [.. Enumerable.Range(0, 256).Select(static number => (object)(long)number)];

    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<long, object?> _memo = [];
    private readonly Dictionary<(string Module, string Name), ForeignReference> _references = [];
    private readonly PickleBudget _budget = resolver.NewBudget();
    private int _instructions;

    /// <summary>Runs to the STOP instruction and returns the value it leaves.</summary>
    public object? Run()
    {
        while (true)
        {
            var at = input.Position;
            var opcode = (PickleOpcode)input.ReadByte();
            if (++_instructions > PickleLimits.MaximumInstructions)
            {
                throw new FileFormatException(FileFault.Limit, "A pickle has no more instructions than a real file's", $"pickle, byte {at}", $"at most {PickleLimits.MaximumInstructions}");
            }

            if (opcode == PickleOpcode.Stop)
            {
                return Pop();
            }

            Execute(opcode, at);
        }
    }

    /// <summary>Pushes a value that is there already.</summary>
    private void Push(object? value) => Push(value, 0);

    private void PushNumber(object value) => Push(value, PickleBudget.Number);

    private void PushText(long length)
    {
        input.Require(length);
        Spend(PickleBudget.Text + (sizeof(char) * length));
        Push(Text(input.ReadBytes(length)));
    }

    private void PushNew(object? value) => Push(value, PickleBudget.Container);

    private void Push(object? value, long cost)
    {
        Spend(cost + PickleBudget.Reference);
        _stack.Add(value);
    }

    private void Spend(long cost) => _budget.Spend(cost, input.Position);

    private object? Pop()
    {
        if (_stack.Count <= (_marks.TryPeek(out var mark) ? mark : 0))
        {
            throw Corrupt("An instruction finds the values that it works on");
        }

        var value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object? Peek() => _stack.Count > (_marks.TryPeek(out var mark) ? mark : 0) ? _stack[^1] : throw Corrupt("An instruction finds the values that it works on");

    private T Pop<T>(string what)
        where T : class => Pop() as T ?? throw Invalid($"The instruction works on {what}");

    private object?[] PopToMark()
    {
        if (!_marks.TryPop(out var mark))
        {
            throw Corrupt("An instruction that collects values finds their mark");
        }

        var items = CollectionsMarshal.AsSpan(_stack)[mark..].ToArray();
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }

    private PickleTuple PopTuple(int count)
    {
        var items = new object?[count];
        for (var i = count - 1; i >= 0; i--)
        {
            items[i] = Pop();
        }

        return new PickleTuple(items);
    }

    private ForeignReference Reference(string module, string name)
    {
        if (module.Length + name.Length > PickleLimits.MaximumNameLength || name.Length == 0)
        {
            throw new FileFormatException(FileFault.Limit, "The name of a class is short text", Place, $"1 to {PickleLimits.MaximumNameLength} characters", $"{module.Length + name.Length}");
        }

        if (!_references.TryGetValue((module, name), out var reference))
        {
            Spend(PickleBudget.Name);
            reference = resolver.Resolve(module, name);
            _references.Add((module, name), reference);
        }

        return reference;
    }

    private void Call(object? callee, object? arguments)
    {
        if (arguments is not PickleTuple tuple)
        {
            throw Invalid("A call has a tuple of arguments");
        }

        PushMade(callee is ForeignReference reference
            ? resolver.Call(reference, tuple)
            : throw new FileFormatException(FileFault.RefusedCode, $"The file asks to call {PickleText.Print(callee)}, and nothing in a file is ever called", Place));
    }

    private void Create(object? type, object? arguments, object? keywords)
    {
        if (type is not ForeignReference reference || arguments is not PickleTuple tuple || keywords is not (null or PickleDict))
        {
            throw Invalid("An object is made from a class and a tuple of arguments");
        }

        PushMade(resolver.Create(reference, tuple, keywords is PickleDict { Count: > 0 } named ? named : null));
    }

    private void PushMade(object? value) => Push(value, PickleBudget.Of(value));

    private string Place => $"pickle, byte {input.Position}";

    private FileFormatException Corrupt(string rule) => new(FileFault.Corrupt, rule, Place, remedy: "The file is damaged: fetch or save it again.");

    private FileFormatException Invalid(string rule) => new(FileFault.Invalid, rule, Place);
}
