using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Shop.Api.Documentation;
using Shop.Contracts;
using Shop.ReadModels;

namespace Shop.Api.Images;

/// <summary>What the OpenAPI document says of images beyond what types alone say.</summary>
internal static class ImageDescription
{
    private const string ExampleId = "9f86d081884c7d659a2feaa0c55ad015";

    /// <summary>Describes the parameters of paths below an image.</summary>
    public static Task DescribePathAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            (parameter.Schema, parameter.Description) = (parameter.In, parameter.Name) switch
            {
                (ParameterLocation.Path, "id") =>
                    (SchemaDescription.OfId<ImageId>(ExampleId), "Id of the image."),
                (ParameterLocation.Path, "variant") =>
                    (parameter.Schema, "Name of the variant, as the image lists it."),
                _ => (parameter.Schema, parameter.Description),
            };
        }
        return Task.CompletedTask;
    }

    /// <summary>Describes the types of images, and leaves all others as they are.</summary>
    public static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(ImageId))
        {
            var id = SchemaDescription.OfId<ImageId>(ExampleId);
            (schema.Type, schema.Pattern, schema.Description, schema.Examples) =
                (id.Type, id.Pattern, id.Description, id.Examples);
        }
        else if (type == typeof(ImageStatus))
        {
            schema.Description = "Where an image stands.";
        }
        else if (type == typeof(ImageRequest))
        {
            schema.AdditionalPropertiesAllowed = false;
            schema.Examples =
            [
                JsonNode.Parse("""{"fileName":"cat.jpg","contentType":"image/jpeg","bytes":123456}""")!,
            ];
        }
        if (context.JsonPropertyInfo is { } property)
        {
            BoundAnswer(schema, property.DeclaringType, property.Name);
            if (property.DeclaringType == typeof(ImageRequest))
            {
                Bound(schema, property.Name);
            }
        }
    }

    private static void BoundAnswer(OpenApiSchema schema, Type owner, string name)
    {
        switch (owner.Name, name)
        {
            case (nameof(VariantBody), "width" or "height" or "bytes") or (nameof(ImageBody), "width" or "height"):
                schema.Minimum = "1";
                break;
            case (nameof(VariantBody), "contentType"):
                schema.Enum = [.. ImageRequestRules.ContentTypes.Select(type => (JsonNode)type)];
                break;
            case (nameof(VariantBody), "url"):
                schema.Pattern = "^/v1/images/";
                break;
            case (nameof(ImageBody), "bytes"):
                schema.Minimum = "0";
                break;
            case (nameof(UploadBody), "uploadUrl"):
                schema.Format = "uri";
                break;
            default:
                break;
        }
    }

    private static void Bound(OpenApiSchema schema, string name)
    {
        switch (name)
        {
            case "fileName":
                (schema.MinLength, schema.MaxLength) = (1, ImageRequestRules.FileNameBytesMax);
                schema.Pattern = @"^[^/\\\u0000-\u001f\u007f-\u009f\u2028\u2029]+$";
                break;
            case "contentType":
                schema.Enum = [.. ImageRequestRules.ContentTypes.Select(type => (JsonNode)type)];
                break;
            case "bytes":
                schema.Minimum = "1";
                schema.Maximum = ImageRequestRules.BytesMax.ToString(CultureInfo.InvariantCulture);
                break;
            default:
                break;
        }
    }
}
