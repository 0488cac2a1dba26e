using Shop.Contracts;

namespace Shop.ImageProcessor.Tests.Handling;

public sealed class Redeliveries
{
    private readonly Scene _scene = new();

    [Fact]
    public async Task SameEventTwice_SameObjectsAndTheSameEventAgain()
    {
        var uploaded = _scene.Upload("photo.jpg", Pictures.Jpeg(300, 200));
        await _scene.Handle(uploaded);
        var before = _scene.Storage.In(Scene.Variants).Values.ToList();

        var outcome = await _scene.Handle(uploaded);

        Assert.IsType<ImageOutcome.AlreadyProcessed>(outcome);
        Assert.Equal(before.Select(o => (o.Name, o.Generation)), _scene.Storage.In(Scene.Variants).Values.Select(o => (o.Name, o.Generation)));
        Assert.Equal(2, _scene.Bus.Published.Count);
        Assert.Single(_scene.Events());
    }

    [Fact]
    public async Task PublishThatFailed_IsHealedByTheRedelivery()
    {
        var uploaded = _scene.Upload("photo.jpg", Pictures.Jpeg(300, 200));
        _scene.Bus.FailBefore(1);
        await Assert.ThrowsAnyAsync<Exception>(() => _scene.Handle(uploaded));

        await _scene.Handle(uploaded);

        _scene.TheEvent(EventContracts.ImageProcessed);
    }

    [Fact]
    public async Task PublishOfUnknownOutcome_IsRepeatedUnderTheSameId()
    {
        var uploaded = _scene.Upload("photo.jpg", Pictures.Jpeg(300, 200));
        _scene.Bus.FailAfter(1);
        await Assert.ThrowsAnyAsync<Exception>(() => _scene.Handle(uploaded));

        await _scene.Handle(uploaded);

        Assert.Equal(2, _scene.Bus.Published.Count);
        Assert.Single(_scene.Events());
    }

    [Fact]
    public async Task DeathAtAnyMoment_LeavesOneCorrectManifestAfterTheRedelivery()
    {
        var deaths = 0;
        for (var moment = 0; ; moment++, deaths++)
        {
            var scene = new Scene();
            var uploaded = scene.Upload("photo.jpg", Pictures.Jpeg(30, 20));
            scene.Storage.At = now => { if (now == moment) { throw new IOException($"died at {moment}"); } };
            var survived = await Record.ExceptionAsync(() => scene.Handle(uploaded)) is null;
            scene.Storage.At = null;

            await scene.Handle(uploaded);

            scene.AssertConsistent("photo.jpg");
            Assert.Equal(1, scene.ManifestOf("photo.jpg").Source.Generation);
            scene.TheEvent(EventContracts.ImageProcessed);
            if (survived)
            {
                break;
            }
        }
        // Manifest, original, and two calls for each of three variants, manifest: 9 calls, each with a before and an after.
        Assert.Equal(18, deaths);
    }

    [Fact]
    public async Task EventOfAGenerationThatWasReplaced_WritesNothing()
    {
        var old = _scene.Upload("photo.jpg", Pictures.Jpeg(300, 200));
        _scene.Upload("photo.jpg", Pictures.Jpeg(400, 200));

        Assert.IsType<ImageOutcome.Stale>(await _scene.Handle(old));
        Assert.Empty(_scene.Storage.In(Scene.Variants));
        Assert.Empty(_scene.Bus.Published);
    }

    [Fact]
    public async Task EventOfADeletedObject_WritesNothing()
    {
        var uploaded = _scene.Upload("photo.jpg", Pictures.Jpeg(300, 200));
        _scene.Storage.Delete(Scene.Uploads, "photo.jpg");

        Assert.IsType<ImageOutcome.Stale>(await _scene.Handle(uploaded));
        Assert.Empty(_scene.Storage.In(Scene.Variants));
    }

    [Fact]
    public async Task OlderEventAfterANewerOne_LeavesTheNewerManifest()
    {
        var old = _scene.Upload("photo.jpg", Pictures.Jpeg(300, 200));
        await _scene.Handle(_scene.Upload("photo.jpg", Pictures.Jpeg(400, 200)));

        Assert.IsType<ImageOutcome.Stale>(await _scene.Handle(old));
        Assert.Equal(400, _scene.ManifestOf("photo.jpg").Source.Width);
        Assert.Single(_scene.Events());
    }

    [Fact]
    public async Task OlderWorkerThatStallsAtAnyMoment_OverwritesNothingNewer()
    {
        var stalls = 0;
        for (var moment = 0; ; moment++, stalls++)
        {
            var scene = new Scene();
            var old = scene.Upload("photo.jpg", Pictures.Jpeg(300, 200));
            var stalled = false;
            scene.Storage.At = now =>
            {
                if (now == moment)
                {
                    // While the old worker stands still, the object is replaced and the new event handled whole.
                    scene.Storage.At = null;
                    stalled = true;
                    scene.Handle(scene.Upload("photo.jpg", Pictures.Jpeg(400, 200))).GetAwaiter().GetResult();
                }
            };

            await scene.Handle(old);

            if (!stalled)
            {
                break;
            }
            scene.AssertConsistent("photo.jpg");
            Assert.Equal(400, scene.ManifestOf("photo.jpg").Source.Width);
        }
        Assert.Equal(18, stalls);
    }

    [Fact]
    public async Task SecondWorkerOnTheSameGenerationAtAnyMoment_LeavesOneManifestAndOneEvent()
    {
        for (var moment = 0; moment < 18; moment++)
        {
            var scene = new Scene();
            var uploaded = scene.Upload("photo.jpg", Pictures.Jpeg(300, 200));
            scene.Storage.At = now =>
            {
                if (now == moment)
                {
                    scene.Storage.At = null;
                    scene.Handle(uploaded).GetAwaiter().GetResult();
                }
            };

            await scene.Handle(uploaded);

            scene.AssertConsistent("photo.jpg");
            scene.TheEvent(EventContracts.ImageProcessed);
        }
    }

    [Fact]
    public async Task SomethingElseInThePlaceOfTheManifest_IsReplaced()
    {
        _scene.Storage.Put(Scene.Variants, "photo.jpg/manifest.json", "not a manifest"u8.ToArray());

        await _scene.Handle(_scene.Upload("photo.jpg", Pictures.Jpeg(300, 200)));

        _scene.AssertConsistent("photo.jpg");
    }
}
