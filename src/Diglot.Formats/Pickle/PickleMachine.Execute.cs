namespace Diglot.Formats.Pickle;

/// <summary>One instruction a case.</summary>
internal sealed partial class PickleMachine
{
    private const int HighestProtocol = 5;

    private void Execute(PickleOpcode opcode, long at)
    {
        switch (opcode)
        {
            case PickleOpcode.Proto:
                if (input.ReadByte() is > HighestProtocol and var version)
                {
                    throw new FileFormatException(FileFault.Unsupported, "The pickle protocol is known", Place, "0 to 5", $"{version}");
                }

                break;
            case PickleOpcode.Frame: input.ReadLength64(); break;
            case PickleOpcode.Mark:
                Spend(sizeof(long));
                _marks.Push(_stack.Count);
                break;
            case PickleOpcode.Pop:
                if (_marks.TryPeek(out var mark) && mark == _stack.Count)
                {
                    _marks.Pop();
                }
                else
                {
                    Pop();
                }

                break;
            case PickleOpcode.PopMark: PopToMark(); break;
            case PickleOpcode.Dup: Push(Peek()); break;

            case PickleOpcode.None: Push(null); break;
            case PickleOpcode.NewTrue: Push(true); break;
            case PickleOpcode.NewFalse: Push(false); break;
            case PickleOpcode.BinInt: PushNumber((long)input.ReadInt32()); break;
            case PickleOpcode.BinInt1: Push(SmallNumbers[input.ReadByte()]); break;
            case PickleOpcode.BinInt2: PushNumber((long)input.ReadUInt16()); break;
            case PickleOpcode.Int: PushNumber(ReadIntegerLine(isInt: true)); break;
            case PickleOpcode.Long: PushNumber(ReadIntegerLine(isInt: false)); break;
            case PickleOpcode.Long1: PushNumber(ReadInteger(input.ReadByte())); break;
            case PickleOpcode.Long4: PushNumber(ReadInteger(input.ReadInt32())); break;
            case PickleOpcode.BinFloat: PushNumber(input.ReadDouble()); break;
            case PickleOpcode.Float: PushNumber(ReadFloatLine()); break;

            case PickleOpcode.String: Push(ReadQuotedLine()); break;
            case PickleOpcode.Unicode: Push(ReadEscapedLine()); break;
            case PickleOpcode.ShortBinString: PushText(input.ReadByte()); break;
            case PickleOpcode.BinString: PushText(input.ReadInt32()); break;
            case PickleOpcode.ShortBinUnicode: PushText(input.ReadByte()); break;
            case PickleOpcode.BinUnicode: PushText(input.ReadUInt32()); break;
            case PickleOpcode.BinUnicode8: PushText(input.ReadLength64()); break;
            case PickleOpcode.ShortBinBytes: Push(input.ReadBytes(input.ReadByte()), PickleBudget.Text); break;
            case PickleOpcode.BinBytes: Push(input.ReadBytes(input.ReadUInt32()), PickleBudget.Text); break;
            case PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8: Push(input.ReadBytes(input.ReadLength64()), PickleBudget.Text); break;

            case PickleOpcode.EmptyList: PushNew(new List<object?>()); break;
            case PickleOpcode.List: PushNew(new List<object?>(PopToMark())); break;
            case PickleOpcode.Append: AppendTo(Peek2(), [Pop()]); break;
            case PickleOpcode.Appends:
                var appended = PopToMark();
                AppendTo(Peek(), appended);
                break;
            case PickleOpcode.EmptyTuple: Push(PickleTuple.Empty); break;
            case PickleOpcode.Tuple1: PushNew(PopTuple(1)); break;
            case PickleOpcode.Tuple2: PushNew(PopTuple(2)); break;
            case PickleOpcode.Tuple3: PushNew(PopTuple(3)); break;
            case PickleOpcode.Tuple: PushNew(new PickleTuple(PopToMark())); break;
            case PickleOpcode.EmptyDict: PushNew(new PickleDict()); break;
            case PickleOpcode.Dict:
                var pairs = PopToMark();
                PushNew(new PickleDict());
                SetItems(Peek(), pairs);
                break;
            case PickleOpcode.SetItem:
                var value = Pop();
                var key = Pop();
                SetItems(Peek(), [key, value]);
                break;
            case PickleOpcode.SetItems:
                var items = PopToMark();
                SetItems(Peek(), items);
                break;
            case PickleOpcode.EmptySet: PushNew(new PickleSet(false, [])); break;
            case PickleOpcode.FrozenSet: PushNew(new PickleSet(true, [.. PopToMark()])); break;
            case PickleOpcode.AddItems:
                var added = PopToMark();
                (Peek() as PickleSet ?? throw Invalid("Members are added to a set")).Items.AddRange(added);
                break;

            case PickleOpcode.Put: Memoize(Index()); break;
            case PickleOpcode.BinPut: Memoize(input.ReadByte()); break;
            case PickleOpcode.LongBinPut: Memoize(input.ReadUInt32()); break;
            case PickleOpcode.Memoize: Memoize(_memo.Count); break;
            case PickleOpcode.Get: Push(Recall(Index())); break;
            case PickleOpcode.BinGet: Push(Recall(input.ReadByte())); break;
            case PickleOpcode.LongBinGet: Push(Recall(input.ReadUInt32())); break;

            case PickleOpcode.Global: Push(Reference(input.ReadLine(PickleLimits.MaximumNameLength), input.ReadLine(PickleLimits.MaximumNameLength))); break;
            case PickleOpcode.StackGlobal:
                var name = Pop<string>("two texts: module and name");
                Push(Reference(Pop<string>("two texts: module and name"), name));
                break;
            case PickleOpcode.Reduce:
                var arguments = Pop();
                Call(Pop(), arguments);
                break;
            case PickleOpcode.NewObj:
                var given = Pop();
                Create(Pop(), given, null);
                break;
            case PickleOpcode.NewObjEx:
                var keywords = Pop();
                var positional = Pop();
                Create(Pop(), positional, keywords);
                break;
            case PickleOpcode.Inst:
                var type = Reference(input.ReadLine(PickleLimits.MaximumNameLength), input.ReadLine(PickleLimits.MaximumNameLength));
                Call(type, new PickleTuple(PopToMark()));
                break;
            case PickleOpcode.Obj:
                var parts = PopToMark();
                Call(parts.Length > 0 ? parts[0] : throw Corrupt("An object is made from its class"), new PickleTuple(parts[1..]));
                break;
            case PickleOpcode.Build:
                var state = Pop();
                Build(Peek(), state);
                break;
            case PickleOpcode.PersId: PushNew(resolver.LoadPersistent(input.ReadLine(PickleLimits.MaximumNameLength))); break;
            case PickleOpcode.BinPersId: PushNew(resolver.LoadPersistent(Pop())); break;

            case PickleOpcode.Ext1 or PickleOpcode.Ext2 or PickleOpcode.Ext4:
                throw new FileFormatException(FileFault.RefusedCode, "A pickle names its classes; it does not refer to a registry of the writing program", $"pickle, byte {at}", received: "an EXT instruction");
            case PickleOpcode.NextBuffer or PickleOpcode.ReadOnlyBuffer:
                throw new FileFormatException(FileFault.Unsupported, "A pickle holds its own data, not in buffers beside it", $"pickle, byte {at}");
            default:
                throw new FileFormatException(
                    FileFault.Corrupt, "Every byte of a pickle is a known instruction or its argument", $"pickle, byte {at}", received: $"0x{(byte)opcode:x2}", remedy: "The file is damaged, or no pickle.");
        }
    }

    private object? Peek2() => _stack.Count >= (_marks.TryPeek(out var mark) ? mark : 0) + 2 ? _stack[^2] : throw Corrupt("An instruction finds the values that it works on");

    private void Memoize(long index)
    {
        Spend(PickleBudget.Memo);
        _memo[index] = Peek();
    }

    private object? Recall(long index) => _memo.TryGetValue(index, out var value) ? value : throw Corrupt($"The pickle has stored what it recalls, here number {index}");

    private long Index() => long.TryParse(input.ReadLine(20), out var index) ? index : throw Corrupt("A stored value is recalled by its number");

    private void AppendTo(object? target, ReadOnlySpan<object?> items)
    {
        switch (target)
        {
            case List<object?> list:
                list.AddRange(items);
                break;
            case ForeignObject foreign:
                (foreign.ListItems ??= []).AddRange(items);
                break;
            default:
                throw Invalid("Values are appended to a list");
        }
    }

    private void SetItems(object? target, object?[] items)
    {
        var dict = target switch
        {
            PickleDict given => given,
            ForeignObject foreign => foreign.DictItems ??= new PickleDict(),
            _ => throw Invalid("Items are set in a dict"),
        };
        if (items.Length % 2 != 0)
        {
            throw Corrupt("Each key of a dict has a value");
        }

        Spend((dict.Count == 0 ? PickleBudget.Table : 0) + ((long)items.Length / 2 * PickleBudget.Item));
        for (var i = 0; i < items.Length; i += 2)
        {
            if (items[i] is List<object?> or PickleDict or PickleSet { IsFrozen: false } or PickleTuple { Weight: > PickleLimits.MaximumKeyWeight })
            {
                throw Invalid($"A dict's key is immutable and small, not {PickleText.Print(items[i])}");
            }

            dict[items[i]] = items[i + 1];
        }
    }

    private void Build(object? target, object? state)
    {
        if (target is not null && resolver.SetState(target, state))
        {
            return;
        }

        switch (target)
        {
            case ForeignObject foreign:
                foreign.State = state;
                break;
            case PickleDict dict when state is PickleDict attributes:
                dict.Attributes = attributes;
                break;
            case ForeignReference reference:
                throw new FileFormatException(FileFault.RefusedCode, $"The file asks to change '{reference.FullName}' itself, and nothing outside a file is ever changed", Place);
            default:
                throw Invalid($"A state is set on an object, not on {PickleText.Print(target)}");
        }
    }
}
