namespace SixLabors.ImageSharp.Native;

/// <summary>One call of a libvips operation by name, its arguments set as GObject properties.</summary>
internal sealed unsafe class VipsOperation : IDisposable
{
    private nint operation;

    internal VipsOperation(string nickname)
    {
        VipsLibrary.EnsureStarted();
        operation = VipsNative.OperationNew(nickname);
        if (operation == 0)
        {
            throw VipsException.Take();
        }
    }

    internal VipsOperation Set(string name, bool state)
    {
        GValue value = default;
        GValue.Init(&value, GValue.Boolean);
        GValue.SetBoolean(&value, state ? 1 : 0);
        return Assign(name, ref value);
    }

    /// <summary>Sets an integer or an enumeration, into which GLib converts integers.</summary>
    internal VipsOperation Set(string name, int number)
    {
        GValue value = default;
        GValue.Init(&value, GValue.Integer);
        GValue.SetInteger(&value, number);
        return Assign(name, ref value);
    }

    internal VipsOperation Set(string name, double number)
    {
        GValue value = default;
        GValue.Init(&value, GValue.Double);
        GValue.SetDouble(&value, number);
        return Assign(name, ref value);
    }

    internal VipsOperation Set(string name, VipsImageHandle image)
    {
        GValue value = default;
        GValue.Init(&value, VipsNative.ImageType());
        GValue.SetObject(&value, image.DangerousGetHandle());
        GC.KeepAlive(image);
        return Assign(name, ref value);
    }

    internal VipsOperation Set(string name, ReadOnlySpan<double> numbers)
    {
        fixed (double* first = numbers)
        {
            return SetArea(
                name, VipsNative.ArrayDoubleType(), VipsNative.ArrayDoubleNew(first, numbers.Length));
        }
    }

    /// <summary>Sets bytes that the caller keeps in place for as long as any result of this operation is
    /// used.</summary>
    internal VipsOperation SetBytes(string name, byte* data, int length) =>
        SetArea(name, VipsNative.BlobType(), VipsNative.BlobNew(0, data, (nuint)length));

    internal VipsImageHandle Run(string output = "out")
    {
        Build();
        GValue value = default;
        GValue.Init(&value, VipsNative.ImageType());
        VipsNative.ObjectGetProperty(operation, output, &value);
        var image = GValue.DuplicateObject(&value);
        GValue.Unset(&value);
        return new VipsImageHandle(image);
    }

    /// <summary>Runs, and lets go of the operation whatever comes of it.</summary>
    internal VipsImageHandle RunOnce()
    {
        using (this)
        {
            return Run();
        }
    }

    /// <summary>Runs an operation that encodes, and hands the bytes to <paramref name="read"/> while they
    /// exist.</summary>
    internal void RunToBytes(string output, SpanReader read)
    {
        Build();
        GValue value = default;
        GValue.Init(&value, VipsNative.BlobType());
        VipsNative.ObjectGetProperty(operation, output, &value);
        try
        {
            var data = VipsNative.BlobGet(GValue.GetBoxed(&value), out var length);
            read(new ReadOnlySpan<byte>(data, checked((int)length)));
        }
        finally
        {
            GValue.Unset(&value);
        }
    }

    public void Dispose()
    {
        if (operation != 0)
        {
            VipsNative.ObjectUnrefOutputs(operation);
            VipsNative.ObjectUnref(operation);
            operation = 0;
        }
    }

    private void Build()
    {
        var built = VipsNative.OperationBuild(operation);
        if (built == 0)
        {
            throw VipsException.Take();
        }

        // The answer is a reference of its own, perhaps to another operation that did the same before.
        VipsNative.ObjectUnref(operation);
        operation = built;
    }

    private VipsOperation SetArea(string name, nuint type, nint area)
    {
        GValue value = default;
        GValue.Init(&value, type);
        GValue.SetBoxed(&value, area);
        VipsNative.AreaUnref(area);
        return Assign(name, ref value);
    }

    private VipsOperation Assign(string name, ref GValue value)
    {
        fixed (GValue* pointer = &value)
        {
            VipsNative.ObjectSetProperty(operation, name, pointer);
            GValue.Unset(pointer);
        }

        return this;
    }
}

internal delegate void SpanReader(ReadOnlySpan<byte> bytes);
