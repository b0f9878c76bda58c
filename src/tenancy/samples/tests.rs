//! The samples are believable: numbers check, states agree, telephones are telephones.

use super::*;
use crate::date::Date;
use crate::gstin::Gstin;
use crate::logo;
use crate::palette::Color;
use crate::phone;
use crate::quantity::Quantity;
use crate::tenancy::Trades;

#[test]
fn three_businesses_with_their_config() {
    let ids: Vec<&str> = samples().iter().map(|sample| sample.tenant_id.as_str()).collect();
    assert_eq!(ids, ["corner_shop", "dental_clinic_abc", "manufacturing_xyz"]);
    for sample in samples() {
        let id = &sample.tenant_id;
        let trades = Trades::default();
        let domain = trades.find(sample.config["domain"].as_str().unwrap()).unwrap();
        let color = sample.config["branding"]["primary_color"].as_str().unwrap();
        assert!(Color::parse(color).is_ok(), "{id}");
        let features = sample.config["features"].as_array().unwrap();
        assert!(
            features
                .iter()
                .all(|feature| domain.features_named().contains(feature.as_str().unwrap())),
            "{id}"
        );
        assert!(sample.rows.parties.len() >= 10, "{id}");
    }
}

#[test]
fn parties_have_right_numbers() {
    for (id, party) in samples()
        .iter()
        .flat_map(|sample| sample.rows.parties.iter().map(|party| (&sample.tenant_id, party)))
    {
        let name = party["name"].as_str().unwrap();
        let home = party["addresses"]
            .as_array()
            .and_then(|all| all.first())
            .and_then(|address| address["state_code"].as_str());
        match party["gstin"].as_str().map(Gstin::parse) {
            Some(gstin) => {
                let gstin = gstin.unwrap_or_else(|error| panic!("{id}, {name}: {error}"));
                assert_eq!(
                    gstin.state().map(|state| state.code),
                    home,
                    "{id}, {name}: registered where it is"
                );
                assert_ne!(party["registration"], "unregistered", "{id}, {name}");
            }
            None => assert!(
                matches!(party["registration"].as_str(), Some("unregistered" | "overseas")),
                "{id}, {name}"
            ),
        }
        for contact in party["contacts"].as_array().into_iter().flatten() {
            let digits = phone::normalize(contact["phone"].as_str().unwrap());
            assert!((8..=12).contains(&digits.len()), "{id}, {name}: {digits}");
        }
    }
}

#[test]
fn patients_and_materials_are_whole() {
    for sample in samples() {
        for patient in &sample.rows.patients {
            assert!(
                Date::parse(patient["birth_date"].as_str().unwrap_or("2000-01-01")).is_ok(),
                "{patient}"
            );
            assert!(
                matches!(
                    patient["sex"].as_str(),
                    Some("female" | "male" | "other" | "unknown")
                ),
                "{patient}"
            );
        }
        let codes: Vec<&str> = sample
            .rows
            .materials
            .iter()
            .filter_map(|material| material["code"].as_str())
            .collect();
        for count in &sample.counts {
            assert!(
                codes.contains(&count.material_code.as_str()),
                "{}",
                count.material_code
            );
            assert!(Quantity::parse(count.body["quantity"].as_str().unwrap()).is_ok());
            assert!(Date::parse(count.body["counted_on"].as_str().unwrap()).is_ok());
        }
    }
}

#[test]
fn logos_go_through_the_same_door_as_anybodys() {
    for sample in samples() {
        let drawn = logo::normalize(&sample.logo_svg, "image/svg+xml").unwrap();
        assert_eq!((drawn.width, drawn.height), (512, 512), "{}", sample.tenant_id);
        let kept = logo::normalize(&sample.logo_png, "image/png").unwrap();
        assert_eq!((kept.width, kept.height), (256, 256), "{}", sample.tenant_id);
        let again = logo::thumbnail(&drawn, 256).unwrap();
        assert!(
            farthest(&again, &sample.logo_png) <= 8,
            "{}: the PNG is what the SVG gives",
            sample.tenant_id
        );
    }
}

/// The greatest difference of a colour in a pixel of two pictures: edges are smoothed a little differently by another
/// build of the drawing library.
fn farthest(one: &[u8], other: &[u8]) -> u8 {
    let pixels = |png: &[u8]| {
        image::load_from_memory(png)
            .expect("a picture")
            .to_rgba8()
            .into_raw()
    };
    let (one, other) = (pixels(one), pixels(other));
    assert_eq!(one.len(), other.len());
    let pairs = one.iter().zip(&other);
    pairs
        .map(|(one, other)| one.abs_diff(*other))
        .max()
        .unwrap_or_default()
}

#[test]
fn a_broken_sample_names_its_file() {
    let said = |text: &str| sample("shop", text).unwrap_err().to_string();
    assert!(
        said("[tenants.other]").starts_with("tenants/samples/shop.toml, key tenants: must hold the business")
    );
    assert!(said("[tenants.shop]\n[tenants.other]").contains("one business only"));
    assert!(
        said("[tenants.shop]\n[[partys]]")
            .starts_with("tenants/samples/shop.toml, line 2, key partys: unknown field")
    );
    assert!(said("[tenants.shop]\n[[counts]]\nquantity = \"1\"").contains("material_code"));
}

#[test]
fn products_have_right_barcodes_and_rates_that_hold() {
    let ended = ["12", "28"];
    for sample in samples() {
        let id = &sample.tenant_id;
        let mut codes = std::collections::BTreeSet::new();
        for product in &sample.products.products {
            let code = product["code"].as_str().unwrap();
            assert!(codes.insert(code), "{id}: {code} once");
            for line in product["barcodes"].as_array().into_iter().flatten() {
                let barcode = line["barcode"].as_str().unwrap();
                assert!(
                    barcode.starts_with("952") && barcode.len() == 13,
                    "{id}, {code}: {barcode} is no firm's"
                );
                let sum: u32 = barcode
                    .chars()
                    .rev()
                    .zip([1, 3].into_iter().cycle())
                    .map(|(digit, weight)| digit.to_digit(10).unwrap() * weight)
                    .sum();
                assert_eq!(sum % 10, 0, "{id}, {code}: {barcode}");
            }
            let newest = product["gst_rates"].as_array().and_then(|rates| rates.last());
            if let Some(rate) = newest {
                assert!(!ended.contains(&rate["rate"].as_str().unwrap()), "{id}, {code}");
            }
        }
    }
}

#[test]
fn a_broken_list_of_products_names_its_file() {
    let text = "categories = []\nunits = []\nprice_lists = []\n[[produces]]";
    let error = read_products("tenants/samples/products/shop.toml", text).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("tenants/samples/products/shop.toml, line 4, key produces: unknown field"),
        "{error}"
    );
}
