using Shop.Contracts;

namespace Shop.ImageProcessor.Tests.Handling;

public sealed class Failures
{
    private readonly Scene _scene = new();

    public static TheoryData<string, byte[]> Files => new()
    {
        { ImageFailureReasons.Empty, [] },
        { ImageFailureReasons.UnsupportedFormat, "I am called photo.jpg"u8.ToArray() },
        { ImageFailureReasons.Truncated, Pictures.Jpeg(300, 200)[..^20] },
        { ImageFailureReasons.TooManyPixels, Pictures.Png(1001, 1000) },
        { ImageFailureReasons.TooManyBytes, new byte[1_000_001] },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task ImageThatCannotBeProcessed_IsExplainedAndKept(string reason, byte[] file)
    {
        var uploaded = _scene.Upload("photo.jpg", file);

        var outcome = await _scene.Handle(uploaded);

        Assert.Equal(reason, Assert.IsType<ImageOutcome.Failed>(outcome).Fault.Reason);
        var said = _scene.TheEvent(EventContracts.ImageFailed);
        Assert.Equal((reason, uploaded.Original), (said.Reason, said.Source));
        Assert.EndsWith(".", said.Message, StringComparison.Ordinal);
        Assert.Empty(_scene.Storage.In(Scene.Variants));
        Assert.Single(_scene.Storage.In(Scene.Uploads));
    }

    [Fact]
    public async Task SizeThatTheEventUnderstates_IsNotBelieved()
    {
        var uploaded = _scene.Upload("photo.jpg", new byte[1_000_001]);
        var lie = uploaded with { Original = uploaded.Original with { Bytes = 1 } };

        var outcome = await _scene.Handle(lie);

        Assert.Equal(ImageFailureReasons.TooManyBytes, Assert.IsType<ImageOutcome.Failed>(outcome).Fault.Reason);
    }

    [Theory]
    [InlineData(1005, true)]
    [InlineData(1006, false)]
    public async Task Name_LeavesRoomForItsVariants(int bytes, bool processed)
    {
        // "/display-webp.webp" has 18 bytes and Cloud Storage allows 1,024 in all; "é" has two.
        var name = "é" + new string('x', bytes - 1);

        var outcome = await _scene.Handle(_scene.Upload(name, Pictures.Jpeg(30, 20)));

        Assert.Equal(processed, outcome is ImageOutcome.Processed);
        if (!processed)
        {
            Assert.Equal(ImageFailureReasons.NameTooLong, _scene.TheEvent(EventContracts.ImageFailed).Reason);
        }
    }

    [Fact]
    public async Task FailureAnnouncedTwice_HasOneId()
    {
        var uploaded = _scene.Upload("photo.jpg", []);

        await _scene.Handle(uploaded);
        await _scene.Handle(uploaded);

        Assert.Equal(2, _scene.Bus.Published.Count);
        Assert.Single(_scene.Events());
    }

    [Fact]
    public async Task FailureThatCannotBeAnnounced_IsRetried()
    {
        var uploaded = _scene.Upload("photo.jpg", []);
        _scene.Bus.FailBefore(1);

        await Assert.ThrowsAnyAsync<Exception>(() => _scene.Handle(uploaded));
    }
}
